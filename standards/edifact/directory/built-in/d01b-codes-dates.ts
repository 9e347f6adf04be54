/** Codes of dates, their formats and what terms count from (UNCL D.01B), with labels of ours. */
export const DATE_CODES = `
2005 some
  2 delivery asked for  3 invoice  4 order  7 effective  8 order received  9 processed  10 shipment asked for  11 despatch
  12 discount until  13 net due  14 payment deferred to  17 delivery estimated  22 freight bill  35 delivered
  36 expires  37 ship not before  38 ship not later than  48 duration  50 goods received  55 confirmed  58 cleared by customs
  61 cancel unless delivered by  63 delivery at the latest  64 delivery at the earliest  67 delivery as now scheduled
  69 delivery promised  76 delivery scheduled  78 event  79 shipment promised  89 inquiry  92 contract effective
  93 contract expires  94 produced  95 bill of lading  96 discharge  110 shipment first scheduled  118 booking confirmed
  123 credit expires  124 despatch note  125 import licence  126 contract  129 exported  131 tax point
  132 arrival estimated  133 departure estimated  134 rate of exchange  136 departure  137 document  138 payment
  140 payment due  141 declaration presented  143 goods accepted  145 event day  147 export licence expires
  148 declaration accepted  150 declared  151 imported  153 cancellation at the latest  154 document accepted
  157 valid from  163 processing begins  164 processing ends  171 of the reference  174 advise after  175 advise before
  178 arrived  179 booked  180 closing  181 equipment positioned  182 issued  183 as at  186 departed  187 authenticated
  189 departure scheduled  190 transhipped  191 delivery expected  192 customs document expires  193 executed  194 begins
  195 import licence expires  196 departure at the earliest  199 goods positioned  200 cargo picked up
  201 equipment picked up  202 posted  203 execution asked for  204 released by customs  205 settlement  206 ends
  208 departure at the latest  209 value date  219 border crossed  222 presentation at the latest  225 weight certified
  232 arrival scheduled  233 arrival at the latest  234 collection at the earliest  235 collection at the latest
  242 document prepared  243 transmitted  261 released  263 invoicing period  265 due  266 validated
  272 period for presentation under a credit  273 validity  310 received  318 asked  342 on board  351 inspected
  361 best before  403 discharged  404 loaded  411 stuffing at the latest  420 unloaded  422 credit issued
  440 credit amended  444 approved  677 container stuffed
2379 some
  2 DDMMYY  101 YYMMDD  102 CCYYMMDD  106 MMDD  201 YYMMDDHHMM  203 CCYYMMDDHHMM  204 CCYYMMDDHHMMSS
  205 CCYYMMDDHHMM and offset  301 YYMMDDHHMM and zone  303 CCYYMMDDHHMM and zone  304 CCYYMMDDHHMMSS and zone  401 HHMM
  602 CCYY  609 YYMM  610 CCYYMM  616 CCYYWW  711 CCYYMMDD to CCYYMMDD, with a hyphen  718 CCYYMMDD to CCYYMMDD
  719 CCYYMMDDHHMM to CCYYMMDDHHMM  801 years  802 months  803 weeks  804 days  805 hours  806 minutes  807 seconds
  814 working days
2475 some
  1 order  3 contract  5 invoice  7 this document  9 invoice received  21 buyer has received the goods
  29 goods delivered  45 transport document  52 draft due  53 draft presented  54 draft accepted  66 date given
  68 effective date  70 transport document issued  71 documents presented  72 payment  73 draft: days after sight
  74 draft: days after its date  75 draft: days after issue of the transport document
  76 draft: days after presentation  77 draft: date given  81 shipment as the transport document shows
  82 payment due  83 delivery asked for  ZZZ as agreed
`
