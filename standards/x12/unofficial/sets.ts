/**
 * Transaction sets of a trade, written by us from public knowledge: the segments and loops that partners use, not the
 * standard's tables.
 */
export const SETS = `
850 PO | order
  ST BEG CUR? REF?*> PER?*3 FOB?*> SAC?*25 ITD?*> DTM?*10 PID?*200 MEA?*40 TD1?*2 TD5?*12 TD3?*12 MAN?*10
  N9?*1000(N9 DTM?*> MSG?*1000)
  N1?*200(N1 N2?*2 N3?*2 N4?*> REF?*12 PER?*> FOB? TD5?*12)
  PO1*100000(PO1 LIN?*> CUR? PO3?*25 CTP?*> MEA?*40
    PID?*1000(PID MEA?*10)
    PO4?*> REF?*> PER?*3 SAC?*25 ITD?*2 FOB? DTM?*10 TD1? TD5?*12 MAN?*10 MSG?*>
    N9?*1000(N9 DTM?*> MSG?*1000)
    N1?*200(N1 N2?*2 N3?*2 N4? REF?*12 PER?*3)
    AMT?*>(AMT REF?))
  CTT?(CTT AMT?)
  SE
855 PR | order response
  ST BAK CUR? REF?*> PER?*3 FOB?*> SAC?*25 ITD?*> DTM?*10 PID?*200 MEA?*40 TD1?*2 TD5?*12 TD3?*12 MAN?*10
  N9?*1000(N9 DTM?*> MSG?*1000)
  N1?*200(N1 N2?*2 N3?*2 N4?*> REF?*12 PER?*>)
  PO1?*100000(PO1 LIN?*> CUR? PO3?*25 CTP?*> MEA?*40
    PID?*1000(PID MEA?*10)
    PO4?*> REF?*> PER?*3 SAC?*25 ITD?*2 DTM?*10 TD1? TD5?*12
    ACK?*104(ACK DTM?)
    N1?*200(N1 N2?*2 N3?*2 N4? REF?*12 PER?*3)
    AMT?*>(AMT REF?))
  CTT?(CTT AMT?)
  SE
856 SH | despatch
  ST BSN DTM?*10
  HLS(HL[3=S] LIN? SN1? PRF? PO4? PID?*200 MEA?*40 TD1?*20 TD5?*12 TD3?*12 REF?*> PER?*3 MAN?*> DTM?*10 FOB?
    N1?*200(N1 N2?*2 N3?*2 N4? REF?*12 PER?*3)
    HLO?*>(HL[3=O] LIN? SN1? PRF? PO4? PID?*200 MEA?*40 TD1?*20 TD5?*12 TD3?*12 REF?*> PER?*3 MAN?*> DTM?*10 FOB?
      N1?*200(N1 N2?*2 N3?*2 N4? REF?*12 PER?*3)
      HLI?*>(HL[3=I] LIN? SN1? PRF? PO4? PID?*200 MEA?*40 TD1?*20 TD5?*12 TD3?*12 REF?*> PER?*3 MAN?*> DTM?*10)
      HLP?*>(HL[3=P,T] LIN? SN1? PRF? PO4? PID?*200 MEA?*40 TD1?*20 TD5?*12 TD3?*12 REF?*> PER?*3 MAN?*> DTM?*10
        HLI?*>(HL[3=I] LIN? SN1? PRF? PO4? PID?*200 MEA?*40 TD1?*20 TD5?*12 TD3?*12 REF?*> PER?*3 MAN?*> DTM?*10))))
  CTT? SE
810 IN | invoice
  ST BIG CUR? REF?*12 PER?*3
  N1?*200(N1 N2?*2 N3?*2 N4? REF?*12 PER?*3)
  ITD?*> DTM?*10 FOB? PID?*200 MEA?*40 TD1?*2 TD5?*12 TD3?*12 MAN?*10
  N9?*10(N9 MSG?*>)
  IT1?*200000(IT1 CUR? QTY?*5 IT3?*5 CTP?*25 MEA?*40
    PID?*1000(PID MEA?*10)
    PO4? REF?*> PER?*5 DTM?*10 TD1? AMT?*>
    SAC?*25(SAC)
    N1?*200(N1 N2?*2 N3?*2 N4? REF?*12))
  TDS AMT?*>
  SAC?*25(SAC)
  CTT? SE
304 SO | shipping instructions
  ST B2 B2A? Y6?*2 N9?*15 C3? V1?*2
  N1*15(N1 N2? N3?*2 N4? REF?*> G61?*3)
  R4*20(R4 DTM?*15)
  H3?*6 K1?*999
  LX*9999(LX
    N7?*999(N7 QTY?*> M7?*5)
    L0*120(L0 L5?*999 L1?*20 MEA?*99))
  L3? SE
315 QO | status
  ST B4 N9?*30 Q2?
  R4*20(R4 DTM?*15)
  SE
820 RA | payment order and remittance advice
  ST BPR TRN? CUR? REF?*> DTM?*>
  N1?*>(N1 N2?*> N3?*> N4? REF?*> PER?*>)
  ENT?*>(ENT
    RMR?*>(RMR REF?*> DTM?*>))
  SE
`
