// Seals what waits on a device with a public key; only a signed-in session has the private one.
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const INFO = new TextEncoder().encode("bundel.signals.waiting");

export interface Sealed {
  sender: JsonWebKey;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

async function key(own: CryptoKey, other: CryptoKey, use: KeyUsage): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, own, 256);
  const base = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: INFO };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, [use]);
}

export async function seal(content: ArrayBuffer, recipient: JsonWebKey): Promise<Sealed> {
  const once = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const other = await crypto.subtle.importKey("jwk", recipient, CURVE, false, []);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(once.privateKey, other, "encrypt"), content);
  return { sender: await crypto.subtle.exportKey("jwk", once.publicKey), iv, data };
}

export async function unseal(sealed: Sealed, own: JsonWebKey): Promise<ArrayBuffer> {
  const mine = await crypto.subtle.importKey("jwk", own, CURVE, false, ["deriveBits"]);
  const other = await crypto.subtle.importKey("jwk", sealed.sender, CURVE, false, []);
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, await key(mine, other, "decrypt"), sealed.data);
}
