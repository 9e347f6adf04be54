/** Codes of goods, quantities, measures, packages and texts (UNCL D.01B), with labels of ours. */
export const GOODS_CODES = `
4347 some
  1 further identification  2 possible substitute  3 substituted by  4 substitutes  5 product identification
4451 some
  AAA goods  AAB payment terms  AAC dangerous goods, more  AAD dangerous goods, technical name  AAG to a party  AAH customs
  AAI general  AAJ further conditions of sale  AAK price conditions  AAN handling restriction  AAO error  AAP answer
  AAQ contents of the package  AAR terms of delivery  AAS remarks on the bill of lading  AAT settlement
  AAU consignment invoice  AAW letter of credit  AAX licence  AAY certification  AAZ export, more
  ABC conditions of sale  ABD nature of the transaction  ABE further terms of a credit  ABG partial shipments
  ABH transhipment  ABO discrepancy  ABP confirmation  ABR delivery of documents  ABS further conditions
  ABT further amounts  ABU deferred payment  ABV acceptance  ABW negotiation  ABX document required, its name and content
  ACA documents required  ACB further information  ACD reason  ADU note  AEA cargo remarks  AEB temperature control
  AEF to the beneficiary  AEG to the applicant  AEM amendment of the credit  AEQ bank to bank  AER reimbursement
  AET to the paying, accepting or negotiating bank  AGE contract  AIQ party  BLC clause of the bill of lading
  BLR remarks on the transport document  CCI customs clearance  CHG change  CUR customer's remarks  CUS customs declaration
  DAR damage  DCL declaration  DEL delivery  DIN how to deliver  DOC documents  HAN handling  ICN to the consignee
  INS insurance  INV invoice  LOI loading  MKS marks and numbers  ORI order  PAC packing and marks  PAI payment instructions
  PKG packaging  PMD remittance  PMT payment  PRD product  PUR purchase  QQD quality required  QUT quotation  REG regulation
  RQR route asked for  SIC to the carrier  SIN special instructions  SPH special handling  SUR supplier's remarks
  TRA transport  TXD tax declaration  WHI to the warehouse  ZZZ as agreed
4453 some
  1 for later use  2 instead of a missing code  3 for use now  4 no action needed
6063 some
  1 discrete  11 split  12 despatched  17 on hand  21 ordered  40 delivered normally  46 pieces delivered  47 invoiced
  48 received  52 in a pack  53 least order  54 largest order  59 consumer units in a traded unit  73 outstanding
  83 back order  99 estimated  113 to deliver  117 landed  118 manifested  119 shipped short  121 shipped over  124 damaged  128 loaded
  131 delivered  144 tolerance  182 cancelled  185 rejected  192 free goods  194 received and accepted  449 quoted in total
6069 some
  1 sum of the line items' quantities  2 line items  3 line and sub-line items  4 invoice lines  5 customs items
  7 gross weight  8 pieces  10 consignments  11 packages  12 invoice total  15 cube  16 equipment  17 customs value
  18 net weight reported  20 invoice values  22 statistical value  26 gross cube  29 net weight  51 goods items
6145 some
  1 gross  2 package with goods  5 off standard, front  6 off standard, back  7 off standard, right  8 off standard, left
  9 off standard  10 equipment outside  11 equipment inside  13 off standard, height
6167 some
  3 money  4 quantity  5 temperature  12 temperature in transport
6245 some
  1 storage  2 transport  3 cargo operation  4 emergency  5 control
6311 some
  AAE measurement  AAF customs item  AAI item weight  AAX consignment  AAY package  AAZ handling unit  ABR certified weight
  ABT supplementary unit  ASW weight ascertained  CHW chargeable weight  CT counts  PD physical dimensions  TE temperature
  TR test result  VOL volume  WT weights  WX weight the price is for
6313 some
  AAA net weight of a unit  AAB gross weight of a unit  AAC net weight in total  AAD gross weight in total
  AAE gross weight of an item  AAL net weight  AAW gross volume  AAX net volume  ABJ volume  ACG chargeable weight
  ADZ declared net weight  AET gross weight of the equipment  AEU gross weight of all equipment  AFF gross cube
  AFK certified weight  DP depth  G gross weight  HT height  LN length  T tare  TC temperature  WD width  WT weight
  ZZZ as agreed
6321 some
  3 about  4 equals  5 at least  6 more than  7 less than  8 at most
7075 some
  1 inner  2 intermediate  3 outer  4 no level  5 shipment
7077 some
  A long text  B code and text  C industry code  E short text  F text  S structured  X code with text
7083 some
  A added  D removed  I included
7085 some
  5 other than in containers  6 vehicles  7 roll-on roll-off  8 palletised  9 in containers  10 breakbulk  11 hazardous
  12 general  13 liquid  14 temperature controlled  16 not hazardous  20 out of gauge  22 frozen
7143 some
  BB lot  BP buyer's part  CG commodity group  CV customs article  EN GTIN-13 (EAN)  GN national product group
  HS harmonised system  IN buyer's item  MF maker's article  MN model  MP product or service  NB batch  PO purchase order
  SA supplier's article  SK stock keeping unit  SN serial number  SRV GTIN  ST style  VN seller's item  VP seller's part
  ZZZ as agreed
7233 some
  31 best before marked  32 marked as recyclable  33 marked as returnable  34 product marked  50 EAN-13 or EAN-8 bar code
  51 ITF-14 bar code  52 GS1-128 bar code  53 price marked  56 for shipping  57 for customs  58 for the contract of carriage
7405 some
  AA house bill of lading  AP product  AW serial shipping container code  BJ SSCC  BN serial number  BX batch  ML marks
  VV vehicle identity
`
