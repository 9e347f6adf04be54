export { enqueue, type Letter } from './enqueue.ts'
export { keepDoing, type Repeated } from './keep-doing.ts'
export { createOutbox, type Handler, type Outbox, type OutboxOptions, type OutboxTrouble } from './outbox.ts'
