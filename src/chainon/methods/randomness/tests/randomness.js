// A second implementation of the numbers of a draw, written from docs/methods/randomness.md and not from the Python
// code: no dependency, no WebCrypto (which pages without https do not have). Compared with Python in the tests.
"use strict";

const ChainonRandomness = (() => {
  const K = [];
  const INITIAL = [];
  (function primeConstants() {
    // SHA-256's constants: first 32 bits of the fractional parts of the square and cube roots of the first primes.
    const fraction = (x) => Math.floor((x - Math.floor(x)) * 4294967296);
    for (let candidate = 2; K.length < 64; candidate++) {
      let isPrime = true;
      for (let d = 2; d * d <= candidate; d++) if (candidate % d === 0) isPrime = false;
      if (!isPrime) continue;
      if (INITIAL.length < 8) INITIAL.push(fraction(Math.sqrt(candidate)));
      K.push(fraction(Math.cbrt(candidate)));
    }
  })();

  const rotate = (x, n) => (x >>> n) | (x << (32 - n));

  function compress(state, view, offset) {
    const w = new Uint32Array(64);
    for (let t = 0; t < 16; t++) w[t] = view.getUint32(offset + 4 * t);
    for (let t = 16; t < 64; t++) {
      const s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >>> 3);
      const s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >>> 10);
      w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 64; t++) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + K[t] + w[t]) | 0;
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
  }

  function sha256(bytes) {
    const padded = new Uint8Array(((bytes.length + 8) >> 6 << 6) + 64);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
    const state = INITIAL.slice();
    for (let offset = 0; offset < padded.length; offset += 64) compress(state, view, offset);
    const result = new DataView(new ArrayBuffer(32));
    state.forEach((word, i) => result.setUint32(4 * i, word >>> 0));
    return new Uint8Array(result.buffer);
  }

  const utf8 = (text) => new TextEncoder().encode(text.normalize("NFC"));

  function compareBytes(one, other) {
    for (let i = 0; i < Math.min(one.length, other.length); i++) if (one[i] !== other[i]) return one[i] - other[i];
    return one.length - other.length;
  }

  class Stream {
    constructor(seed) {
      this.key = sha256(utf8(seed));
      this.counter = 0n;
      this.words = [];
    }

    word() {
      if (this.words.length === 0) {
        const input = new Uint8Array(40);
        input.set(this.key);
        new DataView(input.buffer).setBigUint64(32, this.counter);
        this.counter += 1n;
        const block = new DataView(sha256(input).buffer);
        for (let i = 0; i < 32; i += 8) this.words.push(block.getBigUint64(i));
      }
      return this.words.shift();
    }

    // n and the result are BigInt.
    below(n) {
      const limit = 2n ** 64n - (2n ** 64n % n);
      for (;;) {
        const word = this.word();
        if (word < limit) return word % n;
      }
    }

    shuffle(ids) {
      const deck = Array.from(ids).sort((one, other) => compareBytes(utf8(one), utf8(other)));
      for (let i = 0; i < deck.length - 1; i++) {
        const j = i + Number(this.below(BigInt(deck.length - i)));
        [deck[i], deck[j]] = [deck[j], deck[i]];
      }
      return deck;
    }
  }

  function seedString(draw, commitment, values) {
    const escaped = values.map(([kind, value]) => `${kind}:${value.replaceAll("%", "%25").replaceAll("|", "%7C")}`);
    return ["chainon-seed-1", draw, commitment, ...escaped].join("|").normalize("NFC");
  }

  return { Stream, seedString, sha256 };
})();
