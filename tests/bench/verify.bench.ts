// verify: the audit chain of many entries against a bare read of the same rows with SHA-256.
import { createHash } from 'node:crypto'
import { verifyHouse } from '@main/office/administration/verify'
import { benchHouse, benchSizes, filledFolder } from './support/benchHouse'
import { report, timed } from './support/measure'

for (const rows of benchSizes([1_000_000])) {
  const house = await benchHouse(await filledFolder(rows))
  const referenceMs = await timed(async () => {
    for (let after = 0; ; after += 2_000) {
      const entries: Record<string, unknown>[] = await house.database.read.query(
        'SELECT * FROM audit_entries WHERE chain = ? AND seq > ? ORDER BY seq LIMIT 2000',
        ['supplies', after]
      )
      for (const entry of entries) createHash('sha256').update(Object.values(entry).join()).digest('hex')
      if (entries.length < 2_000) return
    }
  })
  const oursMs = await timed(async () => {
    const verdict = await verifyHouse(house)
    if (!verdict.ok) throw new Error(JSON.stringify(verdict))
  })
  report({ name: 'verify', oursMs, referenceMs, rows })
  await house.database.close()
}
