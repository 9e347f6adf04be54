/** Verified gross mass, which D.01B has not: UN/EDIFACT D.21B. */
export const MASS_TABLES = `
VERMAS D.21B 00010
  UNH BGM DTM?*9
  SG1?*9(RFF DTM?*9)
  SG2?*9(NAD SG3?*9(CTA COM?*9))
  SG4?*99999(EQD RFF?*9 LOC?*9 SEL?*99
    SG5?*9(MEA DTM?*9)
    SG6?*9(TDT RFF?*9)
    SG7?*9(DOC DTM?*9 SG8?*9(NAD SG9?*9(CTA COM?*9))))
  UNT
BGM C002? C106? 1225? 4343? 1373? 3453?
COM C076*3
CTA 3139? C056?
DOC C002 C503? 3153? 1220? 1218?
DTM C507
EQD 8053 C237? C224? 8077? 8249? 8169? 4233?
LOC 3227 C517? C519? C553? 5479?
MEA 6311 C502? C174? 7383?
NAD 3035 C082? C058? C080? C059? 3164? C819? 3251? 3207?
RFF C506
SEL 9308? C215? 4517? C208? 4525?
TDT 8051 8028? C220? C001? C040? 8101? C401? C222? 8281? C003? C290? C(4,3)
C001 8179? 1131? 3055? 8178?
C002 1001? 1131? 3055? 1000?
C003 7041? 1131? 3055? 7040?
C040 3127? 1131? 3055? 3126?
C056 3413? 3412?
C058 3124 3124? 3124? 3124? 3124?
C059 3042 3042? 3042? 3042?
C076 3148 3155
C080 3036 3036? 3036? 3036? 3036? 3045?
C082 3039 1131? 3055?
C106 1004? 1056? 1060?
C174 6411? 6314? 6162? 6152? 6432?
C208 7402 7402?
C215 9303? 1131? 3055? 9302?
C220 8067? 8066?
C222 8213? 1131? 3055? 8212? 8453?
C224 8155? 1131? 3055? 8154?
C237 8260? 1131? 3055? 3207?
C290 8462? 1131? 3055? 8463? 8464?
C401 8457 8459 7130?
C502 6313? 6321? 6155? 6154?
C503 1004? 1373? 1366? 3453? 1056? 1060?
C506 1153 1154? 1156? 1056? 1060?
C507 2005 2380? 2379?
C517 3225? 1131? 3055? 3224?
C519 3223? 1131? 3055? 3222?
C553 3233? 1131? 3055? 3232?
C819 3229? 1131? 3055? 3228?
n..2 1218 1220 6432
n..18 6152 6162
an..3 1001 1153 1225 1373 2005 2379 3035 3045 3055 3139 3153 3155 3207 3227 3453 4233 4343 4517 4525 5479 6311 6313
an..3 6321 7041 7383 8051 8053 8067 8077 8101 8169 8249 8281 8453 8457 8459 9303
an..6 1060 1156
an..8 6411 8179
an..9 1056 3229
an..10 8155
an..17 1131 3127 3251 3413 6155 7040 7130 8028 8066 8178 8260 8462
an..18 6314
an..35 1000 2380 3039 3124 3126 3164 3223 3225 3233 7402 8154 8213 8463 9302 9308
an..70 1004 1154 1366 3036 3222 3228 3232 6154 8212
an..256 3042 3224 3412 8464
an..512 3148
`

/** Codes that a message on verified gross mass uses (UNCL D.21B), with labels of ours. */
export const MASS_CODES = `
1001 some
  14 weight certificate  15 weight list  749 verified gross mass
1153 some
  BM bill of lading  BN booking  FF freight forwarder's reference  SI shipper's reference for the shipment  SN seal
  UCN unique consignment reference  VGR verification of the gross mass  VOR order to verify the gross mass
1225 some
  1 cancels  5 replaces  9 original
1373 some
  2 comes with the goods  6 comes on paper
2005 some
  132 arrival estimated  133 departure estimated  137 document  225 weight certified  798 verified gross mass found
  810 verified gross mass cut-off
2379 some
  102 CCYYMMDD  203 CCYYMMDDHHMM  205 CCYYMMDDHHMM and offset  303 CCYYMMDDHHMM and zone
3035 some
  AM authorised official  CA carrier  CN consignee  CZ consignor  FW freight forwarder  MR receives the message
  MS sends the message  OS original shipper  SPC responsible for the verified gross mass (SOLAS)  TR terminal operator  WPA weighs
3055 some
  5 ISO  6 UN/ECE  9 GS1  20 BIC (containers)  54 IMO  86 the message's originator  87 carrier  306 SMDG  ZZZ as agreed
3139 some
  AM claims  BN certification  IC information  MS sends the message  SD shipping  TR transport
3155 some
  EM e-mail  FX fax  TE telephone
3227 some
  7 delivery  9 loading  11 discharge  88 receipt  138 weighing
4343 some
  AB acknowledges the message  AQ answer expected  NA no acknowledgement needed  RE rejected
4517 some
  1 sound  2 damaged  3 missing  4 broken
6311 some
  AAE measurement  WT weights
6313 some
  AET gross mass of the equipment  T tare  VGM verified gross mass
8051 some
  1 inland  10 pre-carriage  20 main carriage  30 on-carriage
8053 some
  BR barge  CH chassis  CN container
8077 some
  1 shipper's  2 carrier's  3 consolidator's  5 third party's
8169 some
  4 empty  5 full
8249 some
  1 continental  2 export  3 import
9303 some
  AA consolidator  AB not known  AC quarantine  CA carrier  CU customs  SH shipper  TO terminal operator
`
