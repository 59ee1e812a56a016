/** A running checksum of the keys in order: two readings with the same checksum passed the same records. */
export class KeyChecksum {
  #a = 0x811c9dc5;
  #b = 0x9e3779b9;

  add(key: string): void {
    for (let i = 0; i < key.length; i++) {
      const code = key.charCodeAt(i);
      this.#a = Math.imul(this.#a ^ code, 0x01000193);
      this.#b = Math.imul((this.#b << 13) | (this.#b >>> 19), 5) + (code ^ 0xe6546b64);
    }
    this.#a = Math.imul(this.#a ^ 0x1f, 0x01000193);
    this.#b = Math.imul(this.#b ^ 0x1f, 0x85ebca6b);
  }

  get value(): string {
    return [this.#a, this.#b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
