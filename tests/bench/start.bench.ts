// start: process start to ready host, and page start to the first list on screen in Chromium, on a full data folder
// against an empty one.
import { launchChromium, officePage } from '../support/chromium'
import { signIn, startSuite } from '../e2e/support/suite'
import { systemActor } from '@main/kernel/actor'
import { Account } from '@main/office/entities'
import { hashSecret } from '@main/platform/session/secrets'
import { benchHouse, benchSizes, filledFolder } from './support/benchHouse'
import { signedInCaller } from './support/caller'
import { report } from './support/measure'

const password = 'Bench2026'

/** Gives the folder somebody who can sign in and see the stock movements. */
async function withAccount(folder: string): Promise<string> {
  const house = await benchHouse(folder)
  const { personId } = await signedInCaller(house, ['suppliesKeeper'])
  const passwordHash = await hashSecret(password)
  await house.database.write({ chain: 'office', act: '开设账号', actor: systemActor }, (unit) =>
    unit.insert(Account, {
      personId,
      login: 'bench',
      passwordHash,
      pinHash: null,
      active: true,
      failures: 0,
      lockedUntil: null,
      pinFailures: null,
      pinLockedUntil: null,
      codeAt: null,
      codeBy: null,
      passwordAt: null,
      formerHashes: null
    })
  )
  await house.database.close()
  return folder
}

async function startTimes(folder: string): Promise<{ hostMs: number; listMs: number }> {
  const began = performance.now()
  const suite = await startSuite(folder)
  const hostMs = performance.now() - began
  const browser = await launchChromium()
  try {
    const page = await officePage(browser)
    await signIn(page, suite, 'bench', password)
    const opened = performance.now()
    await page.goto(`${new URL(suite.url).origin}/#/supplies/stock/movements`)
    await page.reload()
    await page.locator('[role="grid"], [role="table"]').first().waitFor()
    return { hostMs, listMs: performance.now() - opened }
  } finally {
    await browser.close()
    await suite.stop()
  }
}

for (const rows of benchSizes([1_000_000])) {
  const { folder: emptyFolder } = await benchHouse().then(async (house) => {
    await house.database.close()
    return house
  })
  const empty = await withAccount(emptyFolder)
  const full = await withAccount(await filledFolder(rows))
  await startTimes(empty)
  const reference = await startTimes(empty)
  const ours = await startTimes(full)
  const round = Math.round
  report({
    name: 'start',
    oursMs: ours.hostMs,
    referenceMs: reference.hostMs,
    rows,
    listMs: round(ours.listMs),
    emptyListMs: round(reference.listMs),
    listRatio: Number((ours.listMs / reference.listMs).toFixed(2))
  })
}
