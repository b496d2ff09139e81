"""The console that `bankgraph cypher` opens on a terminal."""
