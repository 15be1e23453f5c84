import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ledgerModules } from '@main/ledgers'
import { declaredProcedures } from '../support/procedures'
import { onBothEngines } from '../support/house'
import { refusalOf } from '../support/refusals'
import { assetsWalk } from './actWalk/assets'
import { confidentialWalk } from './actWalk/confidential'
import { sealsWalk } from './actWalk/seals'
import { suppliesWalk } from './actWalk/supplies'
import { vehiclesWalk } from './actWalk/vehicles'
import type { Walk, WalkedAct } from './actWalk/walk'
import { warehouseWalk } from './actWalk/warehouse'

const walks: Readonly<Record<string, Walk>> = {
  supplies: suppliesWalk,
  seals: sealsWalk,
  vehicles: vehiclesWalk,
  warehouse: warehouseWalk,
  confidential: confidentialWalk,
  assets: assetsWalk
}

/** Kinds whose decision is the act itself: nothing is left to be done that could differ. */
const decidedAndDone = [
  'supplies.stocktake',
  'supplies.scrap',
  'vehicles.change',
  'vehicles.supplement',
  'warehouse.extension',
  'warehouse.spot',
  'confidential.widen',
  'confidential.review',
  // What was found stays found; that it is paid is a receipt.
  'assets.damage',
  'assets.stocktake'
]

/** The fields a procedure takes, without what names the record and the reasons for warnings. */
function fieldsOf(procedure: string): readonly string[] {
  const input = declaredProcedures().find(({ path }) => path === procedure)?.input
  if (!(input instanceof z.ZodObject)) throw new Error(`no procedure ${procedure}`)
  return Object.keys(input.shape as object).filter((name) => !['id', 'requestId', 'version', 'reasons'].includes(name))
}

/** Versions of a record that are not the one the act was asked on: somebody changed it meanwhile. */
const versionsBeside = ({ version }: Readonly<Record<string, unknown>>): readonly number[] =>
  typeof version === 'number' ? [version - 1, version + 1] : []

for (const [ledger, walk] of Object.entries(walks))
  onBothEngines(`what was approved × what is done: ${ledger}`, (house) => {
    let acts: readonly WalkedAct[]
    beforeAll(async () => {
      acts = await walk(house())
    })

    it('K-01 walks every kind whose approval is carried out by an act, and every field of that act', () => {
      const requests = ledgerModules.find(({ id }) => id === ledger)?.requests ?? []
      const kinds = requests.map(({ flow }) => flow.kind)
      const walked = new Set(acts.flatMap((act) => act.kinds))
      expect(kinds.filter((kind) => !walked.has(kind)).sort()).toEqual(
        decidedAndDone.filter((kind) => kind.startsWith(`${ledger}.`)).sort()
      )
      expect(
        requests
          .filter(({ cancelling }) => cancelling)
          .map(({ flow }) => flow.kind)
          .sort()
      ).toEqual([...walked].sort())
      for (const { procedure, bound, own } of acts)
        expect([...Object.keys(bound), ...own].sort(), procedure).toEqual([...fieldsOf(procedure)].sort())
    })

    describe('K-01', () => {
      it('K-01 refuses each changed field, what was changed meanwhile or has run out, and doing it twice', async () => {
        for (const { ledger: chain, procedure, approve, bound, begun, doneOn } of acts) {
          const before = house().clock.now()
          const { input, act } = await approve()
          for (const [field, changes] of Object.entries(bound))
            for (const [index, change] of changes.entries()) {
              const where = `${procedure} ${field} ${index}`
              const refusal = await refusalOf(house(), chain, () => act(change.with(input))).catch((error: unknown) => {
                throw new Error(where, { cause: error })
              })
              if (change.rule === 'invalid') expect(refusal.type, where).toBe('invalid')
              else expect(refusal.rules, `${where} ${refusal.message}`).toContain(change.rule)
            }
          for (const version of versionsBeside(input)) {
            const refusal = await refusalOf(house(), chain, () => act({ ...input, version }))
            expect(refusal.message, `${procedure} version ${version}`).toContain('刚被别人修改过')
          }
          const now = house().clock.now()
          if (!begun) {
            // 30 September 2026 + 180 days = 29 March 2027: the day after, nothing is done on it any more.
            house().clock.setDay('2027-03-30')
            const late = await refusalOf(house(), chain, () =>
              act(doneOn ? { ...input, [doneOn]: '2027-03-30' } : input)
            )
            expect(late.message, procedure).toContain('批准的有效期到2027年3月29日止')
            house().clock.set(now)
          }
          await act(input).catch((error: unknown) => {
            throw new Error(procedure, { cause: error })
          })
          const twice = await refusalOf(house(), chain, () => act(input))
          expect(['conflict', 'refused'], `${procedure} twice: ${twice.message}`).toContain(twice.type)
          house().clock.set(before)
        }
      })
    })
  })
