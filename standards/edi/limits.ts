/** Characters of what was found that a finding repeats. */
export const MAX_QUOTED_CHARACTERS = 64
