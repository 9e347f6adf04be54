/**
 * Codes of amounts, prices, charges, taxes and payment (UNCL D.01B), with labels of ours. In 4405 the status of transport is a code of
 * UNECE recommendation 24, whose figures the list shares with others.
 */
export const MONEY_CODES = `
4053 some
  1 supplier arranges delivery  2 logistic service provider arranges delivery
4055 some
  1 price  2 despatch  3 price and despatch  4 collected by the customer  5 transport  6 delivery
4215 some
  A account  CA collect in advance  CC collect  MX mixed  NC free of charge  NS not said  PA prepaid in advance
  PC prepaid, charged to the customer  PE payable elsewhere  PO prepaid only  PP prepaid by the seller  TP third party pays
  WD supplier pays  WE buyer pays  ZZZ as agreed
4237 some
  A payable elsewhere  B third party pays  C collect  P prepaid
4277 some
  1 drawn on the issuing bank  2 drawn on the advising bank  3 drawn on the reimbursing bank  4 drawn on the applicant
  5 drawn on another  6 no drafts
4279 some
  1 basic  3 due on a date  4 deferred  7 extended  10 instant  20 penalty  21 instalments  22 discount
  23 credit: at sight  24 credit: deferred payment  25 credit: acceptance  26 credit: negotiation with any bank
  27 credit: negotiation with any bank in a place  28 credit: negotiation with the named bank  29 credit: negotiation
  32 in advance  52 cash on delivery  54 bank transfer  58 cash with order  60 irrevocable letter of credit
  61 documents against acceptance  63 documents against payment  64 usance bill  65 letter of credit at sight  72 cash against documents  73 draft
4383 some
  BKD bank draft  COL collection  FEX foreign exchange  LOC letter of credit  TRF transfer
4401 some
  AD advise  AI advise by telecommunication  DA without confirmation  DB confirmation may be added  DC confirm
  DE by courier  DF by teletransmission  DG pre-advise by teletransmission  EI by EDI  EM by e-mail  SW by SWIFT
4403 some
  1 action required  4 confirmation  5 way of issuing  6 pre-advice  7 delivery of documents
  8 further terms of a credit  10 reimbursement  11 to the paying, accepting or negotiating bank  12 to the applicant
  23 to the beneficiary
4405 some
  1 to be done; of transport: arrived  13 in 3 days; of transport: collected  15 nil  17 asked for  20 permanent
  21 temporary; of transport: delivered  23 added  24 deducted; of transport: departed  25 included
  27 on an agreed condition; of transport: despatched  29 debit; of transport: discharged  39 approved  41 rejected
  48 live; of transport: loaded  56 estimated  73 confirmed  74 expired; of transport: received
  82 supplementary; of transport: returned
4435 some
  1 post  2 air mail  4 telex  5 SWIFT  6 other networks  12 courier
4439 some
  1 direct payment  10 irrevocable credit  11 transferable irrevocable credit  12 confirmed irrevocable credit
  13 confirmed irrevocable transferable credit  18 standby letter of credit  20 clean collection
  21 documentary collection  22 documentary sight collection  24 collection against acceptance
  25 collection against payment  31 open account, paid in advance  33 open account  37 available with the issuing bank
  38 available with the advising bank  39 available with a named bank  40 available with any bank
  41 available with any bank in a place  48 available with the bank to advise through  ZZZ as agreed
4461 some
  1 not said  10 cash  20 cheque  24 draft to be accepted  30 credit transfer  31 debit transfer  42 to a bank account
  44 accepted draft  49 direct debit  60 promissory note  70 draft on the debtor  74 draft on a bank  97 clearing
  ZZZ as agreed
4471 some
  1 billed back  2 off the invoice  4 credited to the customer's account  5 vendor pays  6 customer pays
  13 payee bears all charges  14 each bears its own  15 payor bears all charges  16 applicant bears bank charges
  18 beneficiary bears bank charges  24 beneficiary bears bank charges but the issuing bank's  ZZZ as agreed
4487 some
  1 clean payment  4 documentary payment  5 irrevocable credit  6 revocable credit  7 irrevocable transferable credit
  10 irrevocable transferable standby  12 irrevocable standby
5025 some
  5 adjusted  8 allowance or charge  9 payable  11 paid  12 remitted  21 cash discount  23 charge  25 basis of a charge
  35 container cost  36 converted  38 invoice item  39 invoice total  40 customs value  43 customs value in total
  44 value for carriage  46 deductions (customs)  52 discount  55 duty  56 basis of duty or tax  57 equivalent  60 final
  63 FOB value  64 freight  66 goods item in total  67 insurance  68 insurance and transport (customs)
  70 insurance (customs)  74 to pay in advance  77 invoice amount  79 items in total  86 message total  97 offer  98 original
  99 further charges at destination  104 further transport charges
  113 prepaid  116 purchase  119 received  121 shipment value at home  123 statistical value  124 tax  125 taxable
  126 to collect  128 total  131 charges and allowances in total  136 further amounts of the invoice  138 discounts in total
  139 payment in total  141 CIF value  143 transfer  144 transport (customs)  146 unit price  150 VAT  151 insured value
  157 insurance value  161 duty, tax or fee  165 adjustment  169 total in the other currency  176 duty, tax and fees in total
  200 minimum due  203 line item  205 further amount under a credit: freight  207 further amount under a credit: insurance
  210 credit note  212 documentary credit  213 part of a documentary credit  259 charges in total  260 allowances in total
  289 subtotal  291 foreign inland freight  313 international freight  316 insurance premium  363 credit increased by
  364 credit decreased by  365 credit after amendment  371 to be transferred  388 total with VAT  389 amount without VAT
5125 some
  AAA net, for calculation  AAB gross, for calculation  AAC without allowances and charges  AAE for information, plain
  CAL for calculation  INF for information  INV invoice price
5153 some
  ADD anti-dumping duty  CUD customs duty  CVD countervailing duty  ENV environmental tax  EXC excise  FRE free
  GST goods and services tax  IMP import tax  OTH other  PRF preferential duty  TOT total  VAT value added tax
5189 some
  1 handling commission  2 amendment commission  3 acceptance commission  6 advising commission
  7 confirmation commission  8 deferred payment commission  9 for taking up documents  10 opening commission
  12 discrepancy fee  15 collection commission  16 negotiation commission  20 transfer commission
  21 for opening an irrevocable credit  27 reimbursement commission  28 stamp duty  29 brokerage  30 bank charges
  32 courier  34 postage  35 SWIFT fee  49 interest  57 other  58 foreign exchange
5213 some
  A added to the unit price  I included in it  S subtracted from it
5237 some
  1 all charges  2 further charges  4 basic freight  5 haulage at destination  7 port charges at destination
  10 port charges at origin  11 haulage at origin  14 carriage
5245 some
  1 allowance  2 charge  3 allowance or charge  7 of the invoice  12 discount  13 tolerance of the amount  15 penalty
  16 interest  17 part of a credit's amount  20 insurance  ZZZ as agreed
5249 some
  1 per unit  4 per unit price  5 per quantity  11 of the drawing  12 of the credit's amount  13 of the invoice value
  14 of the CIF value
5283 some
  1 one duty, tax or fee (customs item)  2 all duties, taxes and fees (customs item)
  3 one kind (customs declaration)  4 all kinds (customs declaration)  5 customs duty  6 fee  7 tax
  9 about tax
5305 some
  A mixed rate  AA lower rate  E exempt  G free export item  H higher rate  O outside scope  S standard rate  Z zero rated
5375 some
  AD export price  CA catalogue  CT contract  PE each  PK per kilogram  PL per litre  PT per tonne  PU per unit given
  PV provisional  QT quoted  TB to be negotiated
5387 some
  AAE not to fluctuate  AAQ firm  CON contract price  CUP confirmed unit price  GRP gross unit price  INV invoice price
  NTP net unit price  PPR provisional  QTE quoted price  FCR rate of freight  OFR rate of ocean freight
5463 some
  A allowance  C charge  F allowance on the message  G allowance on line items  H line item allowance  K charge on the message
  L charge on line items  M line item charge  N none  O about  P minus, per cent  Q minus, amount  R plus, per cent
  S plus, amount  T plus or minus, per cent  U plus or minus, amount  V no allowance  W no charge  X at most  Y exactly
6343 some
  1 customs valuation  2 insurance  3 home  4 invoice  5 account  6 reference  7 target  8 price list  9 order  10 pricing
  11 payment  12 quotation  13 the recipient's  14 the supplier's  15 the sender's  16 tariff  17 calculation  18 tax
6347 some
  1 charges are paid in  2 reference  3 target  4 transport document  5 basis of calculation  6 information  7 account
7161 some
  ACX ocean freight  ABP carriage  ABW customs duty  ADC consolidation  ADD inland transport  ADE bill of lading charge
  CAC cash discount  CAF certificate of origin  CAS crane  CAD certification  CAJ consular  CB commission  DI discount
  DM demurrage  DL delivery  FAC freight surcharge  FC freight  FI finance  HD handling  IF inspection  IN insurance
  PC packing  QD quantity discount  SC surcharge  SH special handling  TD trade discount  TX tax  WH warehousing
  ZZZ as agreed
`
