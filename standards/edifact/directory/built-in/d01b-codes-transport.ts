/** Codes of transport, equipment, customs and status (UNCL D.01B), with labels of ours. */
export const TRANSPORT_CODES = `
4017 some
  1 firm  4 forecast
4219 some
  1 express  2 fast  3 normal  4 by post
4493 some
  DA not after  DB not before  DD on the date  P2 as soon as possible  SC order complete
4513 some
  1 new  2 added and replaced  3 replaced  4 deleted  6 added  7 changed
4517 some
  1 sound  2 damaged  3 missing  4 broken
7365 some
  1 accepted  2 rejected, with comment  3 rejected, without comment  4 goods released  5 goods to be examined
  6 documents to be shown  7 goods detained  8 may move under customs transfer  9 accepted, goods awaited
  10 declaration asked for  14 error  17 received  22 export  23 import  24 transit  25 prohibited or restricted  32 transaction accepted
  33 transaction rejected  34 transaction waits  66 accepted, with comments
8051 some
  1 inland  10 pre-carriage  11 at the border  12 at departure  13 at destination  20 main carriage  21 main, first carrier
  22 main, second carrier  23 main, third carrier  25 whole way  30 on-carriage
8053 some
  AM refrigerated container  BR barge  BX box car  CH chassis  CN container  PA pallet  RR rail car  SW swap body  TE trailer
  UL unit load device
8077 some
  1 shipper's  2 carrier's  3 consolidator's  5 third party's
8101 some
  BS buyer to seller  SB seller to buyer  SF seller to freight forwarder
8155 some
  2 epoxy coated tank  14 trailer  17 semi-trailer  18 tank container, 20 ft  20 tank container, 40 ft
8169 some
  4 empty  5 full  6 no room left  7 full, several consignments  8 full, one consignment
8179 some
  6 aircraft  8 container ship  11 ship  13 ocean vessel  16 barge  25 rail express  31 truck  32 road tanker  36 pipeline
  38 car  52 general cargo vessel  65 container only vessel  66 roll-on roll-off vessel
8249 some
  1 continental  2 export  3 import  4 stays on board  6 transhipment  10 positioned  11 delivered  13 repair
8273 some
  ADR road (ADR)  CFR US 49 CFR  ICA air (IATA, ICAO)  IMD sea (IMDG code)  RID rail (RID)  ZZZ as agreed
8275 some
  1 full load  2 part load  3 full load, mixed  4 part load, mixed  7 empty
8281 some
  1 for the owner's account  2 for another's account  3 private
8323 some
  1 export  2 import  3 transit  4 relay  5 transhipment
8335 some
  1 breakbulk  2 LCL to LCL  3 FCL to FCL  4 FCL to LCL  5 LCL to FCL  11 house to house  12 house to terminal
  13 house to pier  21 terminal to house  22 terminal to terminal  31 pier to house  33 pier to pier
8339 some
  1 great danger  2 medium danger  3 minor danger
8341 some
  1 carrier  2 merchant
8395 some
  1 customer pays  2 free  3 supplier pays
9013 some
  14 damaged  16 wrong destination  24 examined by authority  33 lost  35 mechanical breakdown  37 documents missing
  41 not loaded  58 delayed  62 not known  63 weather
9015 some
  1 transport  2 order  3 inspection
9303 some
  AA consolidator  AB not known  AC quarantine  CA carrier  CU customs  SH shipper  TO terminal operator
9353 some
  1 cleared in the importing country  2 documents complete  3 documents required  4 inspection arranged
  5 inspection required  6 no customs procedure
9411 some
  1 done as instructed  2 done as amended  3 complete  4 not applicable  5 optimal  6 required  7 applicable
9415 some
  1 agriculture  3 commerce  5 customs  6 food and drug  11 port authority  12 public health  13 transport
9417 some
  1 clearance  2 detention  3 fumigation  4 inspection  5 security
`

/**
 * Codes that other bodies keep and UNCL leaves to them: 8067 is UN/ECE recommendation 19. Not typed here, for they are long and have their own rooms: 3207
 * (ISO 3166), 6345 (ISO 4217), 6411 (recommendation 20), 7065 (recommendation 21), 3225 (UN/LOCODE), 8155 (ISO 6346).
 */
export const CODES_OF_OTHERS = `
8067 some
  0 not said  1 sea  2 rail  3 road  4 air  5 mail  6 multimodal  7 fixed installation  8 inland water  9 not applicable
`
