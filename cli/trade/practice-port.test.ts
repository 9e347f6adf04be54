import { expect, onTestFinished, test } from 'vitest'
import { openPracticePort } from './practice-port.ts'
import { smallTrade } from './testing.ts'

test('a port that is started for a scenario judges deadlines by the scenario’s calendars, and says whose they are', async () => {
  const port = await openPracticePort(smallTrade(), () => undefined)
  onTestFinished(() => port.stop())
  expect(await (await fetch(`${port.base}/v1/calendars`)).json()).toEqual({
    calendars: ['Qingdao', 'Rotterdam'].map((place) => ({
      ...{ place, source: 'demonstration', weekend: ['Saturday', 'Sunday'], holidays: [] },
    })),
  })
}, 60_000)
