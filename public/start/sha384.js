const sha384 = (bytes) => {
  const word = (value) => BigInt.asUintN(64, value);
  const turned = (value, by) => (value >> by) | word(value << (64n - by));
  // The constants of SHA-384 are the first 64 fractional bits of cube and square roots of primes.
  const behind = (prime, power) => {
    let [low, high] = [0n, 1n << 70n];
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** power > prime << (64n * power)) high = middle;
      else low = middle;
    }
    return word(low);
  };
  const primes = [];
  for (let number = 2n; primes.length < 80; number++) if (primes.every((prime) => number % prime)) primes.push(number);
  const rounds = primes.map((prime) => behind(prime, 3n));
  let state = primes.slice(8, 16).map((prime) => behind(prime, 2n));
  const padded = new Uint8Array(Math.ceil((bytes.length + 17) / 128) * 128);
  padded.set(bytes);
  padded[bytes.length] = 128;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length * 8));
  const words = new BigUint64Array(80);
  const constants = new BigUint64Array(rounds);
  for (let place = 0; place < padded.length; place += 128) {
    let [a, b, c, d, e, f, g, h] = state;
    for (let round = 0; round < 80; round++) {
      if (round < 16) words[round] = view.getBigUint64(place + round * 8);
      else {
        const two = words[round - 2];
        const fifteen = words[round - 15];
        const [far, near] = [turned(two, 19n) ^ turned(two, 61n) ^ (two >> 6n), turned(fifteen, 1n) ^ turned(fifteen, 8n) ^ (fifteen >> 7n)];
        words[round] = far + words[round - 7] + near + words[round - 16];
      }
      const one = h + (turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n)) + ((e & f) ^ (~e & g)) + constants[round] + words[round];
      const other = (turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = word(d + one);
      d = c;
      c = b;
      b = a;
      a = word(one + other);
    }
    state = [a, b, c, d, e, f, g, h].map((value, index) => word(value + state[index]));
  }
  const hash = new DataView(new ArrayBuffer(48));
  state.slice(0, 6).forEach((value, index) => hash.setBigUint64(index * 8, value));
  return btoa(String.fromCharCode(...new Uint8Array(hash.buffer)));
};
