export { enqueue, type Letter } from './enqueue.ts'
export { keepDoing } from './keep-doing.ts'
export { createOutbox, type Handler, type OutboxTrouble } from './outbox.ts'
