import java.io.ByteArrayInputStream;
import java.io.File;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Judges signatures in XML documents by the JDK's javax.xml.crypto.dsig. Each word is a file; answers a line for each: `ok n`
 * when all of its n signatures hold, or why not.
 */
public final class JudgeSignatures {
    public static void main(String[] words) {
        for (String word : words) {
            System.out.println(judge(word));
        }
    }

    private static String judge(String file) {
        try {
            DocumentBuilderFactory builders = DocumentBuilderFactory.newInstance();
            builders.setNamespaceAware(true);
            Document document = builders.newDocumentBuilder().parse(new File(file));
            List<Element> signatures = new ArrayList<>();
            NodeList all = document.getElementsByTagName("*");
            for (int number = 0; number < all.getLength(); number++) {
                Element element = (Element) all.item(number);
                if (element.hasAttribute("Id")) element.setIdAttribute("Id", true);
                boolean isSignature = "Signature".equals(element.getLocalName());
                if (isSignature && XMLSignature.XMLNS.equals(element.getNamespaceURI())) signatures.add(element);
            }
            for (Element signature : signatures) {
                if (!holds(signature)) return "a signature does not hold";
            }
            return "ok " + signatures.size();
        } catch (Exception refused) {
            return refused.toString().replace('\n', ' ');
        }
    }

    private static boolean holds(Element signature) throws Exception {
        NodeList certificates = signature.getElementsByTagNameNS(XMLSignature.XMLNS, "X509Certificate");
        byte[] der = Base64.getMimeDecoder().decode(certificates.item(0).getTextContent());
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        X509Certificate signer = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        DOMValidateContext context = new DOMValidateContext(signer.getPublicKey(), signature);
        return XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context).validate(context);
    }
}
