// Runs before any page: notes when a canvas is first drawn on, and each gap of more than 50 ms in which nothing ran.
(() => {
  const seen = { drawn: null, busyUntil: 0, frames: null };
  window.benchmark = seen;
  const types = [CanvasRenderingContext2D, WebGLRenderingContext, WebGL2RenderingContext];
  const names = ["stroke", "fill", "drawImage", "drawArrays", "drawElements", "drawArraysInstanced"];
  for (const { prototype } of types) {
    for (const name of names) {
      const drawn = prototype[name];
      if (!drawn) continue;
      prototype[name] = function note(...given) {
        seen.drawn ??= performance.now();
        prototype[name] = drawn;
        return drawn.apply(this, given);
      };
    }
  }
  let before = performance.now();
  const frame = () => {
    const now = performance.now();
    if (now - before > 50) seen.busyUntil = now;
    seen.frames?.push(now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})();
