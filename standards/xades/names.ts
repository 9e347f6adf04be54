/** XML Signature 1.1, 1.3. */
export const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#'

/** ETSI EN 319 132-1 4.2: all properties of this room stand in it, those of version 2 too. */
export const XADES_NAMESPACE = 'http://uri.etsi.org/01903/v1.3.2#'

/** Exclusive XML Canonicalization 1.0, 3. */
export const EXCLUSIVE_NAMESPACE = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** The type of the reference to the signed properties (ETSI EN 319 132-1 4.4.2). */
export const SIGNED_PROPERTIES_TYPE = 'http://uri.etsi.org/01903#SignedProperties'

/** The type of a counter-signature's reference to the signature value (ETSI EN 319 132-1 5.2.7.1). */
export const COUNTERSIGNED_TYPE = 'http://uri.etsi.org/01903#CountersignedSignature'

/** XML Signature 1.1, 6.6.4. */
export const ENVELOPED_TRANSFORM = `${SIGNATURE_NAMESPACE}enveloped-signature`
