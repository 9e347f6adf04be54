/**
 * The service segments of syntax versions 1 to 3 (ISO 9735:1988 with its amendments, annex B) and CONTRL (version D, release 3), in the notation of
 * `../README.md`. Codes are those of the syntax's own lists.
 */
export const SERVICE_3 = `
directory ISO 9735 version 3
CONTRL ISO 9735 0010
  UNH UCI
  SG1?*999999(UCM SG2?*999(UCS UCD?*99))
  SG3?*999999(UCF SG4?*999999(UCM SG5?*999(UCS UCD?*99)))
  UNT
UCD 0085 S011
UCF 0048 S006 S007 0083 0085? 0013? S011?
UCI 0020 S002 S003 0083 0085? 0013? S011?
UCM 0062 S009 0083 0085? 0013? S011?
UCS 0096 0085?
UNB S001 S002 S003 S004 0020 S005? 0026? 0029? 0031? 0032? 0035?
UNE 0060 0048
UNG 0038 S006 S007 S004 0048 0051 S008 0058?
UNH 0062 S009 0068? S010?
UNS 0081
UNT 0074 0062
UNZ 0036 0020
S001 0001 0002
S002 0004 0007? 0008?
S003 0010 0007? 0014?
S004 0017 0019
S005 0022 0025?
S006 0040 0007?
S007 0044 0007?
S008 0052 0054 0057?
S009 0065 0052 0054 0051 0057?
S010 0070 0073?
S011 0098 0104?
a1 0029 0073 0081
a3 0013
a4 0001
n1 0002 0031 0035
n..2 0070
n..3 0098 0104
n4 0019
n6 0017
n..6 0036 0060 0074 0096
an2 0025
an..2 0051
an..3 0052 0054 0083 0085
an..4 0007
an..6 0038 0057 0065
an..14 0008 0014 0020 0022 0026 0048 0058 0062
an..35 0004 0010 0032 0040 0044 0068
`

/** The service segments of syntax version 4 (ISO 9735-1:2002, annex C; UGH and UGT among them) and CONTRL (ISO 9735-4:2002). */
export const SERVICE_4 = `
directory ISO 9735 version 4
CONTRL ISO 9735-4 0010
  UNH UCI
  SG1?*999999(UCM SG2?*999(UCS UCD?*99))
  SG3?*999999(UCF SG4?*999999(UCM SG5?*999(UCS UCD?*99)))
  UNT
UCD 0085 S011
UCF 0048 S006? S007? 0083 0085? 0135? S011? 0534? 0138? C(6,5) C(7,6,5) C(8,6,5,9) C(9,8,6,5)
UCI 0020 S002 S003 0083 0085? 0135? S011? 0534? 0138? C(6,5) C(7,6,5) C(8,6,5,9) C(9,8,6,5)
UCM 0062? S009? 0083 0085? 0135? S011? 0800? S020?*99 0534? 0138? R(1,7) E(1,7) P(1,2) P(7,8) C(5,4) C(6,5,4) C(9,5,4,10) C(10,9,5,4)
UCS 0096 0085?
UGH 0087
UGT 0087
UNB S001 S002 S003 S004 0020 S005? 0026? 0029? 0031? 0032? 0035?
UNE 0060 0048
UNG 0038? S006? S007? S004? 0048 0051? S008? 0058? P(1,6,7)
UNH 0062 S009 0068? S010? S016? S017? S018?
UNS 0081
UNT 0074 0062
UNZ 0036 0020
S001 0001 0002 0080? 0133? 0076?
S002 0004 0007? 0008? 0042?
S003 0010 0007? 0014? 0046?
S004 0017 0019
S005 0022 0025?
S006 0040 0007?
S007 0044 0007?
S008 0052 0054 0057?
S009 0065 0052 0054 0051 0057? 0110? 0113?
S010 0070 0073?
S011 0098 0104? 0136?
S016 0115 0116? 0118? 0051?
S017 0121 0122? 0124? 0051?
S018 0127 0128? 0130? 0051?
S020 0813 0802
a1 0029 0073 0081
a4 0001
n1 0031 0035
n..2 0070
n..3 0098 0104
n4 0019
n..6 0036 0060 0096 0136 0138
n8 0017
n..10 0074
an1 0002
an2 0025 0076
an..3 0051 0052 0054 0083 0085 0116 0118 0122 0124 0128 0130 0133 0135 0813
an..4 0007 0087
an..6 0038 0057 0065 0080 0110 0113
an..14 0020 0022 0026 0048 0058 0062 0115 0121 0127 0534
an..35 0004 0008 0010 0014 0032 0040 0042 0044 0046 0068 0800 0802
`

/** Values of the service code lists that both versions share (ISO 9735-10), with labels of ours. */
export const SERVICE_CODES = `
0073 all
  C first of several transfers  F last of several transfers
0081 all
  D between header and detail  S between detail and summary
0083 some
  4 rejected, with all below
  7 acknowledged, and what is below unless said otherwise  8 interchange received
0085 some
  2 syntax version or level not supported  7 recipient is not the one meant  12 value not valid  13 missing
  14 value not supported here  15 not supported here  16 too many constituents  17 no agreement  18 error not specified
  19 decimal mark not valid  20 character not valid as service character  21 characters not valid
  22 service characters not valid  23 sender unknown  24 too old  25 test indicator not supported  26 duplicate
  27 security function not supported  28 references differ  29 count differs from what was received
  30 groups and messages mixed  31 several message types in a group  32 nothing inside
  33 stands outside message, package or group  35 data element or segment repeated too often
  36 segment group repeated too often  37 wrong kind of characters  38 no digit before the decimal mark
  39 data element too long  40 data element too short  41 network error, lasting  42 network error, passing
  43 recipient unknown  45 separator at the end  46 character set not supported  47 envelope not supported
  48 dependency condition broken
`
