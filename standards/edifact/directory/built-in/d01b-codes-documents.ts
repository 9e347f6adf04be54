/** Codes of documents, their references and what a message does (UNCL D.01B), with labels of ours. */
export const DOCUMENT_CODES = `
1001 some
  3 quality certificate  9 catalogue with prices  12 mill certificate  14 weight certificate  15 weight list
  77 consignment status  105 purchase order (order)  108 empty container release  109 gate-in report  111 gate-out report
  132 cleared by customs  200 credit issued, for the applicant  210 enquiry  220 purchase order  221 blanket order  224 rush order  226 call-off order
  230 order change  231 order response  267 fumigation certificate  270 delivery note  271 packing list
  310 offer  311 request for quotation  312 acknowledgement  315 contract of sale  325 pro-forma invoice  335 booking request
  340 shipping instructions  351 despatch advice  380 commercial invoice  381 credit note  383 debit note
  384 corrected invoice  385 consolidated invoice  386 prepayment invoice  389 self-billed invoice
  426 payment advice under a credit  428 negotiation advice under a credit  447 collection order
  448 schedule of documents presented  450 payment order  454 credit advice  456 debit advice
  460 application for a documentary credit  465 documentary credit  466 credit advised to the beneficiary
  469 amendment of a documentary credit  481 remittance advice  490 draft  491 promissory note
  520 insurance certificate  530 insurance policy  575 insurer's invoice  610 forwarding instructions
  624 forwarder's certificate of receipt  632 goods received  640 delivery order  702 receipt for carriage
  703 house waybill  704 master bill of lading  705 bill of lading  706 original bill of lading  707 copy of a bill of lading
  710 sea waybill  713 mate's receipt  714 house bill of lading  720 rail consignment note  730 road consignment note
  740 air waybill  741 master air waybill  760 multimodal transport document  761 through bill of lading
  766 combined transport bill of lading  770 booking confirmation  780 freight invoice  781 arrival notice
  785 cargo manifest  788 container manifest  810 application for an export licence  811 export licence
  830 export declaration  851 phytosanitary certificate  856 inspection certificate
  860 application for a certificate of origin  861 certificate of origin  864 preferential origin certificate
  865 GSP form A certificate  890 dangerous goods declaration  911 import licence  917 customs receipt
  929 import declaration  932 customs delivery note  933 cargo declaration (arrival)  934 declaration of value  952 TIR carnet  955 ATA carnet
  960 single administrative document  961 customs: general response  962 customs: response on documents
  963 customs: response on errors  964 customs: response on packages  965 customs: tax assessment
1153 some
  AAA acknowledgement of order  AAB pro-forma invoice  AAC documentary credit  AAD contract addendum  AAE goods declaration
  AAG offer  AAJ delivery order  AAK despatch advice  AAM waybill  AAO consignee's shipment reference
  AAS transport document  AAU despatch note  AAV enquiry  AAY reference of the carrier's agent  ABE declarant's reference
  ABO originator's reference  ABQ importer's reference  ABT customs declaration  ACB US agency number
  ACD additional reference  ACE related document  ACK bank reference  ACW previous message
  ADE account  AEE EUR.1 certificate  AEK payment order  AEI previous customs declaration  AES main reference  AFB cargo manifest
  AFN account party's reference  AFO beneficiary's reference  AFQ reference of the applicant's bank
  AFR reference of the issuing bank  AFS reference of the beneficiary's bank  AGF applicant's reference
  AGO sender's reference to the original  AHI contract of carriage  AHJ payee's reference  AHK payer's reference
  AHU request for quotation  AII bank's common transaction reference  AIK bank's reference of one transaction
  AJS agreement  AKZ policy  ALO receiving advice  ANT consignee's reference
  ASI proof of delivery  ATZ ship's stay  AWB air waybill  AWC amendment of a credit  AWD reference of the advising bank
  AWR original of the document  BC buyer's contract  BH house bill of lading  BM bill of lading  BN booking
  BO blanket order  BT batch  CD credit note  CFO consignor's further order  CN carrier's reference  CO buyer's order
  CR customer reference  CRN voyage or journey  CT contract  CU consignor's reference  DM document  DL debit note
  DQ delivery note  ED export declaration  EP export permit  ERN exporter's reference  EX export licence
  FF freight forwarder's reference  FN freight bill  HS harmonised system  ICE insurance certificate
  ICO insurance contract  IP import licence  IV invoice  LC letter of credit  LI line in the document referred to
  MB master bill of lading  MRN mailing reference  ON purchase order  PK packing list  POR order response  PP order change
  PQ payment  PR price quotation  RF export reference  SI shipper's reference for the shipment  SN seal
  SRN shipment  SS seller's reference  SZ specification  TI TIR carnet  TN transaction  UCN unique consignment reference
  UN dangerous goods number  VA VAT registration  VN seller's order  VON voyage  WR warehouse receipt
  XA company registration
  XC cargo control  ZZZ as agreed
1225 some
  1 cancels  2 adds  3 deletes  4 changes  5 replaces  6 confirms  7 duplicate  8 status  9 original  10 not found
  11 response  12 not processed  13 request  14 in advance  15 reminder  16 proposal  17 cancels, to be issued again
  18 issued again  22 last transmission  27 not accepted  28 accepted with changed heading  29 accepted unchanged
  30 accepted, details changed  31 copy  32 approval  34 accepted with changes  35 sent again  42 confirmed by other means
  46 provisional  47 definitive  51 authorisation  53 test  55 for notice only
1229 some
  1 added  2 deleted  3 changed  4 no action  5 accepted unchanged  6 accepted with changes  7 not accepted
  10 not found  11 not amended  23 change proposed  37 cancelled  38 replaced  39 new  40 agreed  41 proposed
1373 some
  1 accepted  2 comes with the goods  3 accepted on conditions  4 comes by another message  5 for information
  6 comes on paper  7 to be made and sent  8 rejected  9 to be printed  10 valid  11 not available
  16 not attached  17 with the goods  19 applied for  20 received for shipment  21 shipped on board
  26 without freight  27 with freight  29 provisional  32 not required, waived
4343 some
  AB acknowledges the message  AC acknowledges with details and changes  AD acknowledges with details, unchanged
  AI acknowledges changes alone  AJ pending  AP accepted  AQ answer expected  CA accepted on conditions
  NA no acknowledgement needed  RE rejected
`
