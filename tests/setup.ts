import fc from "fast-check";

/** A fixed seed, so that failures are reproducible on every machine. */
fc.configureGlobal({ seed: 20_240_502 });
