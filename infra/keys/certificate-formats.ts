/** What the doors of enrolment read and write, as one adapter. */
import type { CertificateFormats } from "../../services/access/certificate-formats.ts";
import { readCertificateRequest } from "./certificate-request.ts";
import { certsOnly } from "./certs-only.ts";

export const certificateFormats: CertificateFormats = {
  readRequest: readCertificateRequest,
  certsOnly,
};
