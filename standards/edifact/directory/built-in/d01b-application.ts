/** Answers of applications, UN/EDIFACT D.01B: structure only, in the notation of `notation/`. */
export const APPLICATION_MESSAGES = `
APERAK D.01B 0010
  UNH BGM DTM?*9 FTX?*9 CNT?*9
  SG1?*99(DOC DTM?*99)
  SG2?*9(RFF DTM?*9)
  SG3?*9(NAD CTA?*9 COM?*9)
  SG4?*99999(ERC FTX? SG5?*9(RFF FTX?*9))
  UNT
`
