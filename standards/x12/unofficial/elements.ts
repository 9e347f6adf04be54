/** Data elements of the unofficial sets, by type, least and most characters, and the codes that our mappings use, with labels of ours. */
export const ELEMENTS = `
19 AN 2/30
22 AN 1/30
23 ID 1/1
24 ID 4/4
26 ID 2/3
40 ID 2/2 some
  CN container  CZ refrigerated container  TL trailer
55 AN 2/10
56 ID 2/2
58 R 1/12
60 R 1/9
61 AN 1/30
65 R 1/8
66 ID 1/2 some
  1 D-U-N-S  9 D-U-N-S with four more  91 as the seller gave it  92 as the buyer gave it  ZZ as agreed
67 AN 2/80
71 N0 1/3
76 AN 1/22
79 AN 1/50
80 N0 1/7
81 R 1/10
82 R 1/8
87 AN 1/48
88 ID 1/2 some
  GM SSCC and other GS1 numbers  L line item  UP UPC shipping container  ZZ as agreed
91 ID 1/2 some
  A air  M road  O inland ocean carrier  R rail  S ocean  X intermodal
92 ID 2/2 some
  NE new order  SA stand-alone order  BK blanket order  RL release
93 AN 1/60
96 N0 1/10
98 ID 2/3 some
  AG agent  BT bill to  BY buyer  CA carrier  CN consignee  N1 notify  PE payee  PR payer  RE remit to  SE seller
  SF ship from  SH shipper  ST ship to
100 ID 3/3
102 ID 1/1
103 AN 3/5
114 AN 2/24
115 ID 1/1 some
  D discharge  E delivery  L loading  O origin  R receipt
116 ID 3/15
117 R 2/9
118 R 1/9
122 ID 2/2
127 AN 1/30
128 ID 2/3 some
  BM bill of lading  BN booking  CO customer's order  CR customer's reference  CT contract  DP department  EQ equipment
  IA vendor's number  IV seller's invoice  ON dealer's order  PO order  SI shipper's reference  V3 voyage  VN vendor's order
  ZZ as agreed
133 ID 1/2
140 ID 2/4
143 ID 3/3
145 AN 1/30
146 ID 2/2 some
  CC collect  DF as buyer and seller define  PP prepaid by the seller  TP third party pays
150 AN 3/6
151 AN 1/17
152 ID 2/3
153 AN 2/30
154 AN 6/9
156 ID 2/2
157 ID 1/2 some
  AE loaded on vessel  AF left door pick-up place  D completed at destination  EE empty picked up  I in-gate
  OA out-gate  RD empty returned  UV unloaded from vessel  VA vessel arrived  VD vessel departed
159 AN 3/9
161 TM 4/8
166 AN 1/55
167 N0 3/8
182 AN 2/28
183 R 1/8
184 ID 1/1 some
  E cubic feet  X cubic metres
187 ID 1/2 some
  A1 dimensional  G gross  N net
188 ID 1/1 some
  K kilograms  L pounds
189 R 1/8
191 AN 1/9
205 N0 1/6
206 AN 1/4
207 AN 1/10
211 ID 3/3 some
  BAG bag  BOX box  CTN carton  DRM drum  PLT pallet
212 R 1/17
213 N0 1/3
219 N0 1/7
220 R 1/11
221 ID 2/2
225 AN 2/15
232 N0 2/6
234 AN 1/48
235 ID 2/2 some
  BP buyer's part  CG commodity group  CH country of origin  EN EAN  IN buyer's item  SK stock keeping unit  UP UPC
  VN vendor's item  VP vendor's part  ZZ as agreed
236 ID 3/3
241 ID 1/1
248 ID 1/1 some
  A allowance  C charge  N neither
249 AN 1/1
275 DT 8/8
280 R 4/10
305 ID 1/2 some
  C payment with remittance advice  D payment alone  I remittance advice alone  U payment, remittance apart
309 ID 1/2 some
  DE destination of the shipment  OR origin of the shipment  UN UN/LOCODE  ZZ as agreed
310 AN 1/30
313 ID 2/2
319 AN 1/2
324 AN 1/22
326 AN 1/45
327 AN 1/8
328 AN 1/30
329 AN 4/9
330 R 1/15
331 ID 2/2
332 R 1/6
333 ID 1/2
334 ID 2/2 some
  01 Incoterms
335 ID 3/3
336 ID 2/2 some
  05 discount not applicable  08 basic discount  14 agreed before  ZZ as agreed
337 TM 4/8
338 R 1/6
342 R 1/5
346 ID 2/2
347 R 1/10
349 ID 1/1 some
  F free form  S structured  X both
350 AN 1/20
351 N0 1/3
352 AN 1/80
353 ID 2/2 some
  00 original  01 cancels  04 changes  05 replaces  06 confirms  07 duplicate
354 N0 1/6
355 ID 2/2 some
  CM centimetre  CR cubic metre  CT carton  DZ dozen  EA each  KG kilogram  LT litre  MP metric ton  MR metre  PC piece
  PR pair  SM square metre  ST set
356 N0 1/6
357 R 1/8
358 R 1/10
362 N2 1/10
364 AN 1/80
365 ID 2/2
366 ID 2/2
367 AN 1/30
368 ID 2/2
369 AN 1/45
370 DT 8/8
371 ID 2/2
373 DT 8/8
374 ID 3/3 some
  002 delivery asked for  010 shipment asked for  011 shipped  037 not to be shipped before  038 not to be shipped after
  140 actual  370 departed
375 ID 1/1
378 ID 1/1
380 R 1/15
382 R 1/10
384 R 1/9
385 R 1/9
386 N0 1/3
387 AN 1/35
388 DT 8/8
389 N2 1/10
396 AN 2/30
407 ID 2/4
446 DT 8/8
458 N0 1/3
478 ID 1/1 some
  C credit  D debit
481 ID 1/2 some
  1 this transaction  2 transaction referred to
482 ID 2/2
506 ID 2/2
507 AN 3/12
508 AN 1/35
509 AN 10/10
510 AN 9/9
522 ID 1/3 some
  1 line item  3 deposit  5 total invoice  BI bill  TT total
554 N0 1/6
559 ID 2/2
567 ID 2/2
569 ID 1/3
571 N0 2/7
578 ID 1/2 some
  E empty  L loaded
587 ID 2/2 some
  AC acknowledged with detail and change  AD acknowledged with detail, no change  AK acknowledged, no detail or change
  RD rejected with detail
591 ID 3/3 some
  ACH clearing house  CHK cheque  FWT wire of the Federal Reserve  SWT SWIFT  ZZZ as agreed
597 ID 1/8
610 N2 1/15
623 ID 2/2
628 AN 1/12
639 ID 2/2 some
  PE price each  TP price per thousand
640 ID 2/2
649 R 1/10
668 ID 2/2 some
  IA item accepted  IC accepted with changes  IR item rejected
673 ID 2/2
687 ID 2/2
734 AN 1/12
735 ID 1/2 some
  I item  O order  P pack  S shipment  T tare
736 ID 1/1 some
  0 no level below  1 levels below
737 ID 2/2 some
  CT counts  PD physical dimensions  WT weights
738 ID 1/3 some
  G gross weight  HT height  LN length  N net weight  VOL volume  WD width
739 R 1/20
750 ID 2/3
751 AN 1/12
761 N0 1/1
770 AN 1/10
782 R 1/18
812 ID 1/10
854 ID 1/1
897 ID 1/1 some
  C ship's radio call sign  L Lloyd's register (IMO)
933 AN 1/264
1018 R 1/15
1300 ID 4/4
1301 AN 1/10
`
