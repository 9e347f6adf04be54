declare module 'node-forge' {
  type Opaque = { readonly opaque: unique symbol }
  interface SignedData {
    content: Opaque
    addCertificate(certificate: Opaque): void
    addSigner(signer: {
      key: Opaque
      certificate: Opaque
      digestAlgorithm: string
      authenticatedAttributes: { type: string; value?: string | Date }[]
    }): void
    sign(how: { detached: boolean }): void
    toAsn1(): Opaque
  }
  type Oid = 'contentType' | 'messageDigest' | 'signingTime' | 'data' | 'sha256'
  const forge: {
    pki: {
      oids: Record<Oid, string>
      certificateFromPem(pem: string): Opaque
      privateKeyFromPem(pem: string): Opaque
    }
    pkcs7: { createSignedData(): SignedData }
    util: { createBuffer(binary: string): Opaque }
    asn1: { toDer(value: Opaque): { length(): number } }
  }
  export default forge
}
