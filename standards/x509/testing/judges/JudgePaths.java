import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges paths by the JDK's PKIX validator. Each line of the file is one path: `name=value` fields with tabs between;
 * lists are separated by commas, certificates and revocation lists are base64 DER. Answers a line for each: `ok`, or why not.
 */
public final class JudgePaths {
    private static final CertificateFactory FACTORY = factory();

    public static void main(String[] words) throws Exception {
        for (String line : Files.readAllLines(Path.of(words[0]))) {
            System.out.println(judge(fields(line)));
        }
    }

    private static String judge(Map<String, String> fields) {
        try {
            CertPathValidator.getInstance("PKIX").validate(path(fields), parameters(fields));
            return "ok";
        } catch (CertPathValidatorException refusal) {
            return "no: " + refusal.getReason() + " " + oneLine(refusal.getMessage());
        } catch (Exception other) {
            return "no: " + oneLine(other.toString());
        }
    }

    private static CertPath path(Map<String, String> fields) throws Exception {
        List<X509Certificate> certificates = new ArrayList<>();
        for (String text : list(fields, "path")) certificates.add(certificate(text));
        return FACTORY.generateCertPath(certificates);
    }

    private static PKIXParameters parameters(Map<String, String> fields) throws Exception {
        TrustAnchor anchor = new TrustAnchor(certificate(fields.get("anchor")), null);
        PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
        parameters.setDate(new Date(Long.parseLong(fields.get("at"))));
        parameters.setExplicitPolicyRequired(fields.containsKey("explicit"));
        parameters.setPolicyMappingInhibited(fields.containsKey("noMapping"));
        parameters.setAnyPolicyInhibited(fields.containsKey("noAny"));
        if (fields.containsKey("policies")) parameters.setInitialPolicies(new HashSet<>(list(fields, "policies")));
        parameters.setRevocationEnabled(fields.containsKey("lists"));
        if (fields.containsKey("lists")) addRevocation(parameters, fields);
        return parameters;
    }

    private static void addRevocation(PKIXParameters parameters, Map<String, String> fields) throws Exception {
        List<Object> known = new ArrayList<>();
        for (String text : list(fields, "lists")) known.add(FACTORY.generateCRL(stream(text)));
        for (String text : list(fields, "others")) known.add(certificate(text));
        for (String text : list(fields, "path")) known.add(certificate(text));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
        PKIXRevocationChecker checker = (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
        if (fields.containsKey("responses")) {
            checker.setOcspResponses(responses(fields));
        } else {
            checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
        }
        parameters.addCertPathChecker(checker);
    }

    private static Map<X509Certificate, byte[]> responses(Map<String, String> fields) throws Exception {
        Map<X509Certificate, byte[]> responses = new HashMap<>();
        List<String> path = list(fields, "path");
        List<String> given = list(fields, "responses");
        for (int index = 0; index < given.size(); index++) {
            responses.put(certificate(path.get(index)), Base64.getDecoder().decode(given.get(index)));
        }
        return responses;
    }

    private static X509Certificate certificate(String text) throws Exception {
        return (X509Certificate) FACTORY.generateCertificate(stream(text));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(Base64.getDecoder().decode(text));
    }

    private static List<String> list(Map<String, String> fields, String name) {
        String text = fields.getOrDefault(name, "");
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String field : line.split("\t")) {
            int at = field.indexOf('=');
            fields.put(field.substring(0, at), field.substring(at + 1));
        }
        return fields;
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ");
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
