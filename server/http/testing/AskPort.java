import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Judges paths by the JDK's PKIX validator, which fetches revocation lists, or asks the OCSP responder, itself over HTTP, where the
 * certificates say. Each word is one path: `lists` or `responder`, or the address of a responder to ask instead; the anchor's file; and the
 * files of the path, leaf first; with commas between. Answers a line for each: `ok`, or the reason of the refusal with its words.
 */
public final class AskPort {
    private static final String SECONDS = "60";

    public static void main(String[] words) throws Exception {
        System.setProperty("com.sun.security.enableCRLDP", "true");
        // A busy machine answers late, and a connection that was kept may be closed meanwhile.
        System.setProperty("http.keepAlive", "false");
        for (String asked : List.of("crl", "ocsp"))
            for (String kind : List.of("timeout", "readtimeout"))
                System.setProperty("com.sun.security." + asked + "." + kind, SECONDS);
        for (String word : words) System.out.println(judge(List.of(word.split(","))));
    }

    private static String judge(List<String> words) throws Exception {
        List<X509Certificate> path = new ArrayList<>();
        for (String file : words.subList(2, words.size())) path.add(certificate(file));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(certificate(words.get(1)), null)));
        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        boolean byLists = words.get(0).equals("lists");
        checker.setOptions(byLists ? EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK) : EnumSet.of(Option.NO_FALLBACK));
        if (!byLists && !words.get(0).equals("responder")) checker.setOcspResponder(URI.create(words.get(0)));
        parameters.addCertPathChecker(checker);
        try {
            validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return "ok";
        } catch (CertPathValidatorException refusal) {
            return refusal.getReason() + " at " + refusal.getIndex() + ": " + String.valueOf(refusal.getMessage()).replaceAll("\\s+", " ");
        }
    }

    private static X509Certificate certificate(String file) throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
