/** Codes of parties, contacts, places and who keeps a code list (UNCL D.01B), with labels of ours. */
export const PARTY_CODES = `
3035 some
  AB buyer's agent  AE declarant's agent  AF transit principal  AG agent  AM authorised official  AP accepting party
  AW applicant's bank  AZ issuing bank  BA booking agent  BB buyer's bank  BC negotiating bank
  BD reimbursing bank under a credit  BE beneficiary  BF beneficiary's bank  BI buyer's financial institution
  BM insured  BN insurance beneficiary  BS bill and ship to  BY buyer  C1 in care of, first  C2 in care of, second
  CA carrier  CB customs broker  CC claimant  CF container operator  CG carrier's agent  CM customs  CN consignee
  CPA advising bank  CPB reimbursing bank  CPC bank to advise through  COQ nominated bank  CPD pays charges at destination
  CPE ship's master  CS consolidator  CV consignee of the vessel  CX consignee's agent  CZ consignor
  DA bank where the credit is available  DDD applicant  DF applicant for a credit  DG beneficiary of a credit
  DH account party of a credit  DI second beneficiary of a credit  DK bank of a credit's beneficiary  DO receives documents
  DP delivered to  DT declarant  DW drawee  EX exporter  FO inspects  FP pays freight  FR message from  FW freight forwarder
  GB chamber of commerce  GC goods custodian  HI requests  GO owner of the goods  HS creditor  HX debtor  HY presenting bank
  I1 intermediary bank, first  I2 intermediary bank, second  II issues the invoice  IM importer  IN insurer
  IO insurance company  IV invoiced party  MF manufacturer  MR receives the message  MS sends the message
  N1 notify, first  N2 notify, second  NI notify  OB ordered by  OF on behalf of  OM collecting bank  ON remitting bank
  OO consignor whose order counts  OR ordered bank  OS original shipper  OV owner of the means of transport
  OY ordering customer  PB paying bank  PE payee  PK contact  PL payor  PO places the order  PQ certifies  PR payer
  PW goods despatched from  RB receiving bank  RE receives the remittance of the invoice  RH seller's bank
  SE seller  SF ship from  SR seller's agent  ST ship to  SU supplier  SY surety  TR terminal operator
  UC ultimate consignee  UP unloads  WD warehouse depositor  WH warehouse keeper  WPA weighs
3055 some
  1 World Customs Organization  3 IATA  4 ICC  5 ISO  6 UN/ECE  9 GS1 (EAN)  10 ODETTE  11 Lloyd's Register  16 D&B (DUNS)
  17 SWIFT  20 BIC (containers)  54 IMO  86 the message's originator  87 carrier  90 manufacturer
  91 seller or its agent  92 buyer or its agent  107 INSEE  116 ASC X12  162 European Commission  182 SCAC
  274 ITIGG  ZZZ as agreed
3131 some
  1 postal  2 fiscal  3 physical
3139 some
  AA insurance  AC acceptance  AD accounts  AE contract  AG agent  AL personnel  AM claims  AP payables  AR receivables
  AT technical  BC bank  BF service  BN certification  CA carrier  CN consignee  CO consignor  CR customers
  DE export procedures  DI import procedures  DL delivery  GR goods received  HE dangerous goods emergency
  HG dangerous goods  IC information  LB at the place of delivery  LO at the place of collection  MR receives the message
  MS sends the message  NT notification  OC order  PD purchasing  PE payee  QA quality  SA sales administration
  SD shipping  SR sales  SU supplier  TR transport  WH warehouse  ZZZ as agreed
3155 some
  AH web address  AL mobile telephone  AJ other telephone  AM international telephone  CA cable  EI EDI  EM e-mail
  EX extension  FX fax  MA post  SW SWIFT  TE telephone  TL telex  XF X.400
3227 some
  1 terms of delivery  2 payment  4 goods received at  5 departure  7 delivery  8 destination  9 loading  10 acceptance
  11 discharge  12 port of discharge  13 transhipment  14 where the goods are  15 responsibility passes
  16 ownership passes  17 border crossing  18 warehouse  19 factory  20 ultimate destination  22 customs office of clearance
  23 port of release  24 port of entry  25 country  26 city  27 country of origin  28 country of destination
  30 country of source  35 exporting country  36 country of ultimate destination  37 country of last consignment
  41 customs office of entry  42 customs office of exit  43 customs examination  44 where the document was authenticated
  45 customs office of destination in transit  49 country of transit  50 customs office of transit  57 payment made at
  60 arrival  61 next port of call  73 bill of lading released at  76 first port of loading  79 first entry
  80 despatch  83 delivery by on-carriage  84 contract of carriage: acceptance  85 contract of carriage: destination
  87 first arrival of the conveyance  88 receipt  89 registration  91 document issued at  92 routing  94 last port of call
  96 documents lodged at  98 empty equipment picked up  99 empty equipment returned  113 despatching country
  114 customs office of export  117 collection  118 customs office of departure  122 customs office of destination
  125 last call of the conveyance  138 weighing  143 credit expires at  144 negotiation  145 claims payable at
  146 credit available at  147 stowage cell  148 credit: transport to  149 credit: loading or taking in charge at
  152 next port of discharge  153 port of call  164 berth  165 country of construction  176 pick-up  202 terminal
`
