import { systemActor } from '@main/kernel/actor'
import { instantAt } from '@main/kernel/instant'
import { addDays, addYears } from '@main/kernel/localDate'
import { standingAfter } from '@main/ledgers/confidential/carrier/chain'
import {
  Cabinet,
  Carrier,
  CarrierStanding,
  CarrierStep,
  ConfidentialFile,
  Leg,
  LegReturn,
  ScopeEntry
} from '@main/ledgers/confidential/entities'
import { labelOf } from '@main/ledgers/confidential/file/register'
import { sealIf } from '@main/ledgers/confidential/secrets'
import type { House } from '@main/office/house'
import type { Person } from '@main/office/entities'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { aBulkOffice, pick } from './bulkOffice'

const issuers = ['县委办公室', '县人民政府办公室', '县保密局', '县委组织部', '县公安局', '县人防办', '市城管局']
const firstDay = '2019-01-04'
const days = 2_680
const perAct = 400

/**
 * Fills an empty register with files of seven years, five carriers to two files: one file in twenty past its period,
 * one carrier in three read once, one in two hundred with a reader now.
 */
export async function fillConfidentialFiles(house: House, carriers: number): Promise<void> {
  const { people, head } = await aBulkOffice(house, 20, 'department')
  const write = (work: (unit: UnitOfWork) => Promise<void>) =>
    house.database.write({ chain: 'confidential', act: '收文登记', actor: systemActor }, work)
  let cabinetId = ''
  await write(async (unit) => {
    const kept = { label: '保密柜1', place: '机要室', holderId: head.id, holderName: head.name, since: firstDay }
    const cabinet = await unit.insert(Cabinet, kept)
    cabinetId = cabinet.id
    unit.about({ type: 'confidentialCabinet', id: cabinet.id, number: null })
  })
  const files = Math.ceil((carriers * 2) / 5)
  for (let from = 0; from < files; from += perAct)
    await write(async (unit) => {
      const size = Math.min(perAct, files - from)
      const numbers = await unit.nextNumbers('MJ', size)
      const made: ConfidentialFile[] = []
      for (const [offset, number] of numbers.entries())
        made.push(await aFile(house, unit, { index: from + offset, number, cabinetId, head }))
      await unit.insertMany(ConfidentialFile, made)
      const scope = made.flatMap(({ id, registeredOn }, at) =>
        [0, 1, 2].map((step) => {
          const person = pick(people, (from + at) * 3 + step * 11)
          const { id: personId, name } = person
          const entered = { at: instantAt(registeredOn, '09:00'), requestId: null, byName: head.name }
          return { fileId: id, change: 'add' as const, personId, name, post: null, ...entered }
        })
      )
      await unit.appendMany(ScopeEntry, scope)
      await carriersOf(unit, made, { from, people, head })
      const [first] = made
      if (first) unit.about({ type: 'confidentialFile', id: first.id, number: first.number })
    })
}

async function aFile(
  house: House,
  unit: UnitOfWork,
  { index, number, cabinetId, head }: { index: number; number: string; cabinetId: string; head: Person }
): Promise<ConfidentialFile> {
  const id = unit.newId()
  const place = { table: 'confidential_files', id }
  const receivedOn = addDays(firstDay, (index * 13) % days)
  const years = index % 20 === 0 ? 1 : 10
  return {
    id,
    number,
    receivedOn,
    origin: 'officer',
    secrecy: index % 3 ? 'confidential' : 'secret',
    issuedOn: receivedOn,
    periodKind: 'years',
    periodYears: years,
    expiresOn: addYears(receivedOn, years),
    central: false,
    pages: 4 + (index % 40),
    cabinetId,
    receivedById: head.id,
    receivedByName: head.name,
    deliveryId: null,
    classificationId: null,
    codeSealed: await sealIf(house, place, 'code', `代号${index}`),
    titleSealed: null,
    issuerSealed: await sealIf(house, place, 'issuer', pick(issuers, index)),
    documentNumberSealed: await sealIf(house, place, 'documentNumber', `云办密〔${receivedOn.slice(0, 4)}〕${index}号`),
    conditionSealed: null,
    notesSealed: await sealIf(house, place, 'notes', index % 5 === 0 ? `第${index}件另附清单` : null),
    formerNumber: null,
    registeredOn: receivedOn,
    state: 'held',
    declassifiedOn: null,
    version: 1
  }
}

/** The carriers of some files, each registered into the cabinet; some were read, some are being read. */
async function carriersOf(
  unit: UnitOfWork,
  files: readonly ConfidentialFile[],
  { from, people, head }: { from: number; people: readonly Person[]; head: Person }
): Promise<void> {
  const carriers: Carrier[] = []
  const steps: Omit<CarrierStep, 'id'>[] = []
  const legs: Leg[] = []
  const returns: Omit<LegReturn, 'id'>[] = []
  for (const [at, file] of files.entries())
    for (let copy = 0; copy < 2 + ((from + at) % 2); copy += 1) {
      const running = (from + at) * 3 + copy
      const copyNumber = String(100 + (running % 9_000)).padStart(4, '0')
      const carrier: Carrier = {
        id: unit.newId(),
        fileId: file.id,
        kind: 'original',
        copyNumber,
        label: labelOf(file.number, copyNumber, copy),
        pages: file.pages,
        parentId: null,
        copyRequestId: null,
        noNumberReasonSealed: null,
        at: instantAt(file.registeredOn, '09:00')
      }
      carriers.push(carrier)
      const step = { carrierId: carrier.id, paper: file.number, dueAt: null, byName: head.name }
      const kept = { toName: head.name, holderId: null, place: '保密柜1' }
      steps.push({ ...step, ...kept, act: 'registered', fromName: '', at: carrier.at })
      const reading = running % 200 === 0
      if (!reading && running % 3 > 0) continue
      const reader = pick(people, running)
      const day = reading ? '2026-09-30' : addDays(file.registeredOn, 1)
      const [outAt, dueAt, inAt] = ['08:30', '23:59', '16:00'].map((time) => instantAt(day, time)) as [
        string,
        string,
        string
      ]
      const lent = { toName: reader.name, holderId: reader.id, place: '办公场所' }
      steps.push({ ...step, ...lent, act: 'lent', fromName: head.name, at: outAt, dueAt })
      const leg: Leg = {
        id: unit.newId(),
        number: `MYJ-${day.slice(0, 4)}-${String(running).padStart(6, '0')}`,
        fileId: file.id,
        carrierId: carrier.id,
        readerId: reader.id,
        readerName: reader.name,
        readerPosition: '科员',
        officerId: head.id,
        officerName: head.name,
        outAt,
        outOn: day,
        dueAt,
        dueOn: day,
        leaveId: null,
        opening: false
      }
      legs.push(leg)
      if (reading) continue
      steps.push({ ...step, ...kept, act: 'cameBack', fromName: reader.name, at: inAt })
      const by = { officerId: head.id, officerName: head.name, late: false, noteSealed: null }
      returns.push({ legId: leg.id, at: inAt, pages: file.pages, ...by })
    }
  await unit.appendMany(Carrier, carriers)
  const taken = await unit.appendMany(CarrierStep, steps)
  await unit.appendMany(Leg, legs)
  await unit.appendMany(LegReturn, returns)
  const byId = new Map(carriers.map((carrier) => [carrier.id, carrier]))
  const standings = new Map<string, CarrierStanding>()
  for (const step of taken) {
    const carrier = byId.get(step.carrierId)
    if (carrier) standings.set(carrier.id, standingAfter(carrier, standings.get(carrier.id), step))
  }
  await unit.deriveMany(CarrierStanding, [...standings.values()])
}
