export { openWaitingActs, type WaitingAct, type WaitingActs } from './waiting.ts'
