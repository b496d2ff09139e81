// What the page carries packed: its data, and the library that draws.

/** The text that an element holds as base64 of zlib's form. */
async function unpacked(id) {
  const bytes = Uint8Array.from(atob(byId(id).textContent), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

/** Run the library. The page's policy names its hash, and lets no other text run. */
async function openLibrary() {
  const source = await unpacked("library");
  const trusted = window.trustedTypes?.createPolicy("bankgraph", { createScript: (text) => text });
  const script = document.createElement("script");
  script.textContent = trusted ? trusted.createScript(source) : source;
  document.head.append(script);
  script.remove();
}
