export { isMalformed, type Malformed } from './malformed.ts'
export {
  containerCheckDigit,
  displayContainerNumber,
  parseContainerNumber,
  type ContainerCategory,
  type ContainerNumber,
  type ContainerNumberMalformed,
} from './container-number.ts'
export { parseSizeType, type ContainerGroup, type SizeType, type SizeTypeMalformed } from './size-type.ts'
export {
  maxSealLength,
  parseLocode,
  parseSealNumber,
  parseShipNumber,
  shipCheckDigit,
  type Locode,
} from './identifiers.ts'
export {
  compareMass,
  formatKilograms,
  maxKilogramDigits,
  parseKilograms,
  verifiedGrossMassGrams,
  type MassComparison,
  type MassTolerance,
  type VerifiedGrossMass,
} from './mass.ts'
export {
  maxHeldDays,
  useOfFreeTime,
  type ContainerTimes,
  type ContainerTimesMalformed,
  type DaysHeld,
  type FreeTime,
  type FreeTimeUse,
} from './free-time.ts'
