import { afterEach } from 'vitest'
import { openPages } from '../../support/chromium'

const most = 1_500

// A test that fails elsewhere has to say here what its pages showed: nobody can look at them afterwards.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const page of openPages) {
    const shown = await page
      .locator('body')
      .innerText({ timeout: 5_000 })
      .catch((error: unknown) => String(error))
    process.stdout.write(`${page.url()}\n${shown.replace(/\s*\n\s*/g, ' ⏎ ').slice(-most)}\n`)
  }
})
