/** Characters of what was found that a finding repeats. */
export const MAX_QUOTED_CHARACTERS = 64
/** Segments and groups of one message structure. The largest of D.21B have some 500. */
export const MAX_STRUCTURE_ITEMS = 4096
/** Groups within groups. The deepest of D.21B have 8. */
export const MAX_GROUP_DEPTH = 32
/** Places of one tag in a message that `when` tells apart by its codes. */
export const MAX_QUALIFIED_PLACES = 31
/** Position of an element on which a relational condition may bear; X12 and UN/EDIFACT have none beyond. */
export const MAX_CONDITION_POSITION = 31
