import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerIds, type LedgerId } from '@main/contract/ledgers'
import { addDays } from '@main/kernel/localDate'
import { readingOf } from '@main/office/procedure'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'

/**
 * The act that keeps a missed deadline (K-13), by the file it stands in, and the typed day or moment of the deed where
 * there is one; or why the clock is no deadline.
 */
type Answer = { readonly act: string; readonly typed?: string } | { readonly none: string }
/** The entry is the deed: its own moment counts. */
const act = (file: string): Answer => ({ act: file })
/** The deed bears a typed date: typed into the past it stays outside "in time". */
const typed = (file: string, told: string): Answer => ({ act: file, typed: told })
const none = (why: string): Answer => ({ none: why })

const today = none('due today as long as it stands: there is no day it could be late by')
const waiting = none('a decided request that waits to be carried out; the day is the house’s own, no rule sets one')

/**
 * Every clock a ledger's due list can give, by rule and subject. A clock that is not here fails the test: whoever adds
 * one says what keeps its lateness, or why there is none.
 */
const clocks: Readonly<Record<LedgerId, Readonly<Record<string, Answer>>>> = {
  supplies: {
    'SUP-02 requisitionRound': none('the round closes by itself: later ones go to the next month or give a reason'),
    'SUP-03 requisition': act('purchase/consolidate.ts'),
    'SUP-07 supplierReturn': act('acceptance/returns.ts'),
    'SUP-09 person': typed('purchase/buyer.ts', 'told: lastDay'),
    'SUP-10 acceptance': act('stock/receive.ts'),
    'SUP-17 supplyItem': today,
    'SUP-18 stocktake': act('stocktake/due.ts')
  },
  seals: {
    'SEAL-04 seal': typed('engraving/acts.ts', 'told: input.activatedOn'),
    'SEAL-06 seal': act('custody/acts.ts'),
    'SEAL-12 sealBlanks': act('blank/acts.ts'),
    'SEAL-17 sealLoss': typed('loss/course.ts', 'told: done'),
    'SEAL-17 sealBlankLoss': typed('loss/course.ts', 'told: done'),
    'SEAL-18 seal': today,
    'SEAL-19 sealInspectionDue': act('inspection/acts.ts'),
    'SEAL-19 sealInspection': act('inspection/acts.ts')
  },
  warehouse: {
    'WH-04 intake': typed('intake/events.ts', 'told: input.decidedOn'),
    'WH-05 intake': typed('intake/events.ts', 'told: input.decidedOn'),
    'WH-06 intake': act('intake/events.ts'),
    'WH-12 keeping': act('keeping/acts.ts'),
    'WH-14 cleanup': act('cleanup/acts.ts'),
    'WH-14 cleanupDifferences': none('owed from the day the clean-up ended; no rule sets a time for settling it'),
    'WH-15 overdue': none('the sum of goods whose own clocks stand above'),
    'WH-15 report': act('report/acts.ts')
  },
  vehicles: {
    'VEH-01 vehicle': act('vehicle/acts.ts'),
    'VEH-03 vehicleDriver': none('a reminder: a licence that ran out keeps its driver from every trip'),
    'VEH-05 vehicleTrip': act('trip/acts.ts'),
    'VEH-07 vehicleTrip': typed('trip/travel.ts', 'told: at'),
    'VEH-07 vehicleLayupDue': act('layup/acts.ts'),
    'VEH-07 vehicleLayup': act('layup/acts.ts'),
    'VEH-07 vehicleDistance': act('distance/acts.ts'),
    'VEH-09 cardStatement': today,
    'VEH-10 fuelMonthDue': act('fuelMonth/acts.ts'),
    'VEH-10 fuelMonth': act('fuelMonth/acts.ts'),
    'VEH-12 vehicleRepair': act('repair/garage.ts'),
    'VEH-13 vehicleRepair': act('repair/garage.ts'),
    'VEH-15 vehicleIncident': typed('incident/acts.ts', 'told: at'),
    'VEH-17 vehicle': none(
      'a reminder: without insurance or inspection a car does not go out, an overdue service warns'
    ),
    'VEH-18 vehicleCheck': act('check/acts.ts')
  },
  confidential: {
    'SEC-03 confidentialUndated': none('a fact an old register lacks, no time for it'),
    'SEC-04 confidentialDelivery': act('delivery/acts.ts'),
    'SEC-04 confidentialMine': act('delivery/acts.ts'),
    'SEC-07 confidentialLeg': act('circulation/acts.ts'),
    'SEC-07 confidentialMine': act('circulation/acts.ts'),
    'SEC-09 confidentialCheck': act('check/acts.ts'),
    'SEC-10 confidentialReturns': act('ending/acts.ts'),
    'SEC-10 confidentialDispatch': typed('dispatch/acts.ts', 'told: input.receiptOn'),
    'SEC-10 confidentialCarrier': none('ends an old register tells without papers, no time for them'),
    'SEC-13 confidentialIncident': typed('incident/acts.ts', 'told: at'),
    'SEC-14 confidentialFile': act('review/acts.ts')
  },
  assets: {
    'AST-07 asset': act('cards/acts.ts'),
    'AST-07 assetUnlabelled': act('cards/acts.ts'),
    'AST-08 assetReconciliationDue': act('reconciliation/acts.ts'),
    'AST-08 assetReconciliation': act('reconciliation/acts.ts'),
    'AST-09 assetTransfer': waiting,
    'AST-10 asset': none('a reminder that a warranty ends'),
    'AST-10 assetRepair': waiting,
    'AST-11 assetLoan': typed('loan/acts.ts', 'told: input.returnedOn'),
    'AST-12 asset': act('retirement/acts.ts'),
    'AST-12 assetRetirement': waiting,
    'AST-14 assetStocktakeDue': act('stocktake/close.ts'),
    'AST-16 equipmentIssue': none('a reminder that a uniform may be renewed or a thing looked after'),
    'AST-17 assetAcceptance': act('acceptance/entered.ts'),
    'AST-19 equipmentReportDue': act('report/acts.ts')
  }
}

/** Acts that mark a typed date and hold a clock that date says nothing about. */
const byEntry = new Set([
  // The card leaves the book by the entry; the day is that of the disposal.
  'assets/retirement/acts.ts',
  // The clock is that of handing the letters over, which is signed here; the day is that of their announcement.
  'confidential/delivery/acts.ts',
  // Garage papers and lists are received here; the time is that of handing the car over.
  'vehicles/repair/garage.ts',
  // A finding is dealt with here; the time is that of the check.
  'vehicles/check/acts.ts',
  // A file is closed here; the time is that of a new meter.
  'vehicles/vehicle/acts.ts'
])
/** Acts with a typed date under a clock that has none of its own in the due list. */
const alsoTold = new Set(['warehouse/extension/acts.ts', 'confidential/lapses.ts'])

const root = path.resolve(import.meta.dirname, '../../src-main/ledgers')
const read = (ledger: string, file: string) => readFileSync(path.join(root, ledger, file), 'utf8')
const ruleOf = (clock: string) => clock.split(' ')[0] ?? ''

describe('clocks and the traces they leave', () => {
  it.each(ledgerIds)('K-13 every subject of a due list in the code of %s stands in the table', (ledger) => {
    const files = readdirSync(path.join(root, ledger), { recursive: true, encoding: 'utf8' })
    const dues = files.filter((file) => /(^|[/\\])(goodsD|d)ue\.ts$/.test(file))
    const subjects = dues.flatMap((file) =>
      [...read(ledger, file).matchAll(/subjectType: [^\n]*/g)].flatMap(([line]) =>
        [...line.matchAll(/'(\w+)'/g)].map(([, name]) => name ?? '')
      )
    )
    const known = new Set(Object.keys(clocks[ledger]).map((clock) => clock.split(' ')[1]))
    expect(dues.length).toBeGreaterThan(0)
    expect(subjects.filter((name) => !known.has(name))).toEqual([])
  })

  it.each(ledgerIds)('K-13 the acts named for %s keep what is late, under the rule of the clock', (ledger) => {
    for (const [clock, answer] of Object.entries(clocks[ledger])) {
      if ('none' in answer) continue
      const text = read(ledger, answer.act)
      expect(text, clock).toMatch(/noteIfLate\(|keepLapse\(/)
      expect(text, clock).toContain(ruleOf(clock).replace('-', '_'))
      if (answer.typed) expect(text, clock).toContain(answer.typed)
    }
  })

  it.each(ledgerIds)('K-13 no act of %s that takes a typed date leaves it out of the question', (ledger) => {
    const told = new Set(Object.values(clocks[ledger]).flatMap((each) => ('act' in each && each.typed ? each.act : [])))
    const files = readdirSync(path.join(root, ledger), { recursive: true, encoding: 'utf8' })
    const asked = files
      .filter((file) => file.endsWith('.ts') && /noteIfLate\(|keepLapse\(/.test(read(ledger, file)))
      .map((file) => ({ file: file.replaceAll('\\', '/'), text: read(ledger, file) }))
    for (const { file, text } of asked) {
      // Where what was typed is marked and a clock is held beside it, the clock looks at what was typed.
      const dated = /markPast\(|markBackdated\(/.test(text)
      expect([file, /\btold[:,]/.test(text)]).toEqual([file, told.has(file) || alsoTold.has(`${ledger}/${file}`)])
      expect([
        file,
        dated && !told.has(file) && !alsoTold.has(`${ledger}/${file}`) && !byEntry.has(`${ledger}/${file}`)
      ]).toEqual([file, false])
    }
  })
})

describe('the demo bureau over a year', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z', 'demo')
  }, 240_000)
  afterAll(async () => closeTestHouse(house))

  it('K-13 gives no clock that is not in the table', async () => {
    const strangers = new Set<string>()
    const met = new Set<string>()
    const begin = house.clock.today()
    for (let days = 0; days <= 370; days += 37) {
      house.clock.setDay(addDays(begin, days))
      const reading = await readingOf(house, undefined)
      for (const module of house.modules)
        for (const { rule, subjectType } of await module.due(reading)) {
          const clock = `${rule} ${subjectType}`
          met.add(clock)
          if (!(clock in clocks[module.id])) strangers.add(clock)
        }
    }
    expect([...strangers]).toEqual([])
    // The walk is one: most clocks run somewhere in the demo bureau.
    expect(met.size).toBeGreaterThan(25)
  }, 120_000)
})
