import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fault } from '@main/kernel/fault'
import type { LedgerId } from '@main/contract/ledgers'
import { readingBy } from '@main/hosts/cli/house'
import { ConfidentialFile } from '@main/ledgers/confidential/entities'
import { reverseFile } from '@main/ledgers/confidential/file/register'
import { Letter, SealUse } from '@main/ledgers/seals/entities'
import { voidLetter } from '@main/ledgers/seals/letter/acts'
import { reverseUse } from '@main/ledgers/seals/use/stamp'
import { Issue, IssueLine } from '@main/ledgers/supplies/entities/stock'
import { reverseIssueLine } from '@main/ledgers/supplies/issue/corrections'
import { FuelMonth, Refuel } from '@main/ledgers/vehicles/entities'
import { reverseRefuel } from '@main/ledgers/vehicles/refuel/acts'
import { Exit } from '@main/ledgers/warehouse/entities'
import { reverseExit } from '@main/ledgers/warehouse/exit/reverse'
import { reverseIntake } from '@main/ledgers/warehouse/intake/events'
import { cancelApproved } from '@main/office/approvals/cancelling'
import { Approval } from '@main/office/approvals/entities'
import { allRequests } from '@main/office/approvals/flows'
import { withdraw } from '@main/office/approvals/service'
import { Appointment } from '@main/office/entities'
import type { Reading } from '@main/office/house'
import type { FormDefinition } from '@main/office/outputs/outputDefinitions'
import { formsOf } from '@main/office/outputs/catalogue'
import { formAsKept } from '@main/office/outputs/keepSigned'
import { SignedForm } from '@main/office/outputs/signedForm'
import type { FormModel } from '@main/platform/documents/formModel'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { actsOf, readingAs } from '../../support/ledgerActs'
import { unissued } from '../../support/papers'
import { declaredProcedures } from '../../support/procedures'

let house: TestHouse
let reading: Reading
beforeAll(async () => {
  house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z', 'demo')
  reading = await readingBy(house)
}, 240_000)
afterAll(() => closeTestHouse(house))

const why = '录入时看错了单据'
const today = '2026-09-30'
const formNamed = (id: string): FormDefinition => {
  const form = formsOf(house).find(({ definition }) => definition.id === id)?.definition
  if (form === undefined) throw new Error(`no form ${id}`)
  return form
}
const asKept = (form: string, subject: string, reader = reading): Promise<FormModel> =>
  formAsKept(formNamed(form), reader, subject)
const manager = () => house.database.read

/** Who holds a post in the demo bureau. */
const holding = async (post: string): Promise<{ id: string }> => {
  const [held] = await manager().find(Appointment, { where: { post: post as never }, order: { id: 'DESC' } })
  return { id: held?.personId ?? '' }
}

/** How one act that takes something back is done to the record of a paper; nothing where that record cannot be. */
interface TakingBack {
  readonly forms: readonly string[]
  readonly post: string
  readonly reader?: string
  readonly take: (unit: UnitOfWork, subject: string) => Promise<unknown>
  /** Places of the paper go on being filled in after it was signed. */
  readonly goesOn?: true
  /** The reason stands in a new line of it instead of below. */
  readonly inItsLines?: true
}

const takings: Readonly<Record<string, TakingBack>> = {
  'supplies.issues.reverseLine': {
    forms: ['supplies.issue'],
    post: 'suppliesKeeper',
    goesOn: true,
    take: async (unit, requestId) => {
      const issue = await unit.manager.findOneByOrFail(Issue, { requestId })
      const line = await unit.manager.findOneByOrFail(IssueLine, { issueId: issue.id })
      return reverseIssueLine(unit, line.id, why)
    }
  },
  'seals.uses.reverse': {
    forms: ['seal-use'],
    post: 'officeDirector',
    goesOn: true,
    inItsLines: true,
    take: async (unit, requestId) =>
      reverseUse(unit, (await unit.manager.findOneByOrFail(SealUse, { requestId })).id, why)
  },
  'seals.letters.void': {
    forms: ['seal-letter'],
    post: 'officeDirector',
    take: async (unit, id) => {
      const { version } = await unit.manager.findOneByOrFail(Letter, { id })
      return voidLetter(unit, { id, version, reason: why })
    }
  },
  'vehicles.refuels.reverse': {
    forms: ['vehicles.fuelMonth'],
    post: 'vehicleOffice',
    take: async (unit, id) => {
      const { month } = await unit.manager.findOneByOrFail(FuelMonth, { id })
      const refuels = await unit.manager.find(Refuel, { order: { at: 'DESC' } })
      return reverseRefuel(unit, refuels.find(({ day }) => day.startsWith(month))?.id ?? '', why)
    }
  },
  'warehouse.intakes.reverse': {
    forms: ['warehouse.intake'],
    post: 'warehouseKeeper',
    take: (unit, id) => reverseIntake(unit, house, id, why)
  },
  'warehouse.exits.reverse': {
    forms: ['warehouse.exit', 'warehouse.return', 'warehouse.ownerless', 'warehouse.destruction'],
    post: 'warehouseKeeper',
    take: async (unit, id) => {
      const { version } = await unit.manager.findOneByOrFail(Exit, { id })
      return reverseExit(unit, house, { id, version, reason: why, foundAgain: false })
    }
  },
  'confidential.files.reverse': {
    forms: ['confidential.receipt'],
    post: 'confidentialityOfficer',
    reader: 'confidentialityOfficer',
    take: async (unit, id) => {
      const { version } = await unit.manager.findOneByOrFail(ConfidentialFile, { id })
      return reverseFile(unit, house, { id, version, reason: why })
    }
  }
}

/** Acts of that kind whose paper is told otherwise, or that have none. */
const otherwise: Readonly<Record<string, string>> = {
  'approvals.withdraw': 'below: every request',
  'approvals.cancel': 'below: every kind of request',
  'vehicles.trips.cancel': 'ends the approval of the trip, as approvals.cancel does',
  'approvals.disownTelephone': 'stands in the box of whoever was named (K-03)',
  'imports.undo': 'opening entries are signed by nobody; their movements are reversed like others',
  'supplies.stockIns.reverseLine': 'no paper of a stock-in is signed: the acceptance stands',
  'seals.blanks.reverse': 'accounting of serials is a register; the loss report says it in its notes',
  'vehicles.cards.cancel': 'a fuel card has no paper',
  'vehicles.costs.reverse': 'a cost has no paper',
  'office.cancelLeaving': 'the clearance sheet is of the day it is printed on',
  'jobs.cancel': 'ends the writing of a file'
}

/** Records that have a paper, the newest first: what was done last is what can still be taken back. */
async function subjectsOf(form: string): Promise<readonly string[]> {
  const signed = await manager().find(SignedForm, { where: { form }, order: { id: 'DESC' } })
  const kept = [...new Set(signed.map(({ subjectId }) => subjectId))]
  if (kept.length > 0) return kept
  const entity = form === 'seal-letter' ? Letter : ConfidentialFile
  return (await manager().find<{ id: string }>(entity, { order: { id: 'DESC' } })).map(({ id }) => id)
}

const refusedOr = async (act: () => Promise<unknown>): Promise<boolean> =>
  act().then(
    () => true,
    (fault: unknown) => {
      if (fault instanceof Fault || (fault instanceof Error && fault.name === 'EntityNotFoundError')) return false
      throw fault
    }
  )

/** What of a paper was signed or decided on, place by place. */
const places = ({ blocks }: FormModel): readonly string[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'opinions')
      return block.boxes.filter(({ date }) => date !== undefined).map((box) => JSON.stringify(box))
    return block.kind === 'signatures'
      ? block.lines.filter(({ date }) => date !== undefined).map((line) => JSON.stringify(line))
      : []
  })

describe('K-14 a paper whose act was taken back', () => {
  it('is known for every act that takes something back', () => {
    const taking = declaredProcedures()
      .map(({ path }) => path)
      .filter((path) => /\.(reverse|cancel|void|withdraw|disown|undo)[A-Z]?[A-Za-z]*$/.test(path))
    expect(taking.sort()).toEqual([...Object.keys(takings), ...Object.keys(otherwise)].sort())
  })

  for (const [path, { forms, post, reader, take, goesOn, inItsLines }] of Object.entries(takings))
    for (const form of forms)
      it(`K-09 ${path}: ${form} says so below, with day and reason, and stays as it was signed`, async () => {
        const by = await holding(post)
        const as = reader === undefined ? reading : await readingAs(house, await holding(reader))
        const ledger = path.split('.')[0] as LedgerId
        for (const subject of await subjectsOf(form)) {
          const before = await asKept(form, subject, as).catch(unissued)
          if (before === undefined || JSON.stringify(before).includes(why)) continue
          if (!(await refusedOr(() => actsOf(ledger)(house, by, (unit) => take(unit, subject))))) continue
          const after = await asKept(form, subject, as)
          const told = (after.additions ?? []).filter(({ text }) => text.includes(why))
          // no number is said to be another's
          for (const { text } of told) {
            const numbers = text.match(/[A-Z]{2}-\d{4}-\d{6}/g) ?? []
            expect(new Set(numbers).size, text).toBe(numbers.length)
          }
          if (inItsLines) expect(JSON.stringify(after.blocks)).toContain(why)
          else expect(told.map(({ date }) => date)).toEqual([today])
          expect(places(after)).toEqual(expect.arrayContaining([...places(before)]))
          if (!goesOn) expect(after.blocks).toEqual(before.blocks)
          return
        }
        expect.fail('no paper of the demo bureau could be taken back')
      })

  it('K-01 says below who took back or cancelled a request, whatever its kind', async () => {
    const forms = new Map(allRequests(house).map(({ definition }) => [definition.flow.kind, definition.form]))
    const said: string[] = []
    const silent: string[] = []
    for (const { id, kind, ledger, subjectId, state, applicantId } of await manager().find(Approval, {
      order: { id: 'ASC' }
    })) {
      if (!['approved', 'returned', 'pending'].includes(state)) continue
      const own = forms.get(kind)
      const form = typeof own === 'function' ? await own(manager(), subjectId) : own
      if (!form) continue
      const { version } = await manager().findOneByOrFail(Approval, { id })
      const ended = await refusedOr(() =>
        actsOf(ledger as LedgerId)(house, { id: applicantId }, (unit) =>
          state === 'approved' ? cancelApproved(unit, house, id, version, why) : withdraw(unit, house, id, version)
        )
      )
      if (!ended) continue
      const model = await asKept(form, subjectId).catch(unissued)
      if (model === undefined) continue
      const words = state === 'approved' ? `取消已批准的事项：${why}` : '撤回申请'
      const told = (model.additions ?? []).some(({ date, text }) => date === today && text.includes(words))
      ;(told ? said : silent).push(`${kind} ${state}`)
    }
    expect(silent).toEqual([])
    expect(new Set(said.map((each) => each.split(' ')[0])).size).toBeGreaterThan(10)
    expect(said.some((each) => each.endsWith('approved')) && said.some((each) => each.endsWith('returned'))).toBe(true)
  })
})
