import type { CarrierAct } from '../../../contract/confidential/words'
import { invalid } from '../../../kernel/fault'
import { citeFor } from '../../../kernel/rules/regulation'
import type { AnyRule } from '../../../kernel/rules/rule'
import { holdersOf } from '../../../office/actors'
import { Person } from '../../../office/entities'
import type { ImportLookup } from '../../../office/outputs/importDefinition'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { standingAfter } from '../carrier/chain'
import { Cabinet, Carrier, CarrierStanding, CarrierStep, ConfidentialFile } from '../entities'
import { ceilingYears, expiryOf } from '../rules/period'
import { SEC_03 } from '../rules/register'
import { seal, sealIf } from '../secrets'
import type { Book, BookFile } from './importBook'

export const carriedOver = '原登记簿转入'
export const noon = '12:00'

/** A step a carrier took in the old book, kept until all are known and can be written in the order they happened. */
interface Event {
  readonly act: CarrierAct
  readonly at: string
  readonly fromName: string
  readonly toName: string
  readonly holderId: string | null
  readonly place: string
  readonly paper: string
}

interface Opened {
  readonly carrier: Carrier
  readonly events: Event[]
}

/** What is collected of an old register before it is written, and how files, carriers and their steps are entered. */
export class OpeningEntries {
  protected readonly carriers = new Map<string, Opened>()
  protected readonly fileIds = new Map<
    string,
    { readonly id: string; readonly number: string; readonly cabinet: string }
  >()
  protected officer: Person | undefined

  constructor(
    protected readonly unit: UnitOfWork,
    protected readonly lookup: ImportLookup,
    protected readonly book: Book
  ) {}

  protected except(rule: AnyRule, message: string): Promise<void> {
    const { unit } = this
    return unit.except({
      rule: rule.id,
      message,
      source: citeFor(unit.book.profile, rule.sources),
      reason: `${carriedOver}，待核对`
    })
  }

  protected async file(
    file: BookFile,
    { id, number, cabinetId }: { readonly id: string; readonly number: string; readonly cabinetId: string }
  ): Promise<void> {
    const { unit, lookup } = this
    const ceilings = SEC_03.values(unit.book)
    const secrecy = file.secrecy ?? 'internal'
    const ceiling = ceilingYears(secrecy, ceilings)
    const over = ceiling !== undefined && file.years !== undefined && file.years > ceiling
    if (over)
      await this.except(
        SEC_03,
        `${number}（原${file.number}）登记的期限${file.years ?? ''}年超过上限，按${ceiling ?? ''}年转入`
      )
    if (file.saidCopies !== undefined && file.saidCopies !== file.copyNumbers.length)
      await this.except(
        SEC_03,
        `${number}（原${file.number}）登记${file.saidCopies}份，份号只有${file.copyNumbers.length}个`
      )
    if (file.receivedBy === '') await this.except(SEC_03, `${number}（原${file.number}）没有登记签收人`)
    const years = over ? ceiling : file.years
    const period = years === undefined ? ({ kind: 'ceiling' } as const) : ({ kind: 'years', years } as const)
    const place = { table: 'confidential_files', id }
    const text = (column: string, value: string) => sealIf(lookup.house, place, column, value)
    await unit.insert(ConfidentialFile, {
      id,
      number,
      receivedOn: file.receivedOn ?? unit.today,
      origin: 'opening',
      secrecy,
      issuedOn: file.issuedOn ?? null,
      periodKind: period.kind,
      periodYears: years ?? null,
      // Counted from the day of issue; an old book that does not say it leaves the end open until somebody looks.
      expiresOn: expiryOf(secrecy, file.issuedOn ?? null, period, ceilings),
      central: false,
      pages: file.pages ?? 0,
      cabinetId,
      receivedById: lookup.personId(file.receivedBy) ?? null,
      receivedByName: file.receivedBy,
      deliveryId: null,
      classificationId: null,
      codeSealed: await text('code', file.code),
      titleSealed: null,
      issuerSealed: await text('issuer', file.issuer),
      documentNumberSealed: await text('documentNumber', file.documentNumber),
      conditionSealed: null,
      notesSealed: await text('notes', file.remarks),
      formerNumber: file.number,
      registeredOn: unit.today,
      state: 'held',
      declassifiedOn: null
    })
  }

  protected async carrier(
    fileNumber: string,
    copyNumber: string | undefined,
    made: Pick<Carrier, 'kind' | 'label' | 'pages'> & {
      readonly event: Event
      readonly parentId?: string
      readonly copyRequestId?: string
    }
  ): Promise<void> {
    const { unit, lookup } = this
    const file = this.fileIds.get(fileNumber)
    if (!file) return
    const id = unit.newId()
    const { kind, label, pages, event, parentId = null, copyRequestId = null } = made
    const carrier = await unit.append(Carrier, {
      id,
      fileId: file.id,
      kind,
      copyNumber: copyNumber ?? null,
      label,
      pages,
      parentId,
      copyRequestId,
      noNumberReasonSealed:
        copyNumber === undefined
          ? await seal(lookup.house, { table: 'confidential_carriers', id }, 'noNumberReason', '原登记簿没有份号')
          : null,
      at: unit.now
    })
    this.carriers.set(`${fileNumber} ${copyNumber ?? ''}`, { carrier, events: [event] })
  }

  /** Every carrier's chain in the order of what happened, and where it stands at its end. */
  async write(): Promise<void> {
    const { unit } = this
    const standings: CarrierStanding[] = []
    for (const { carrier, events } of this.carriers.values()) {
      let standing: CarrierStanding | undefined
      for (const event of [...events].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))) {
        const step = await unit.append(CarrierStep, {
          ...event,
          carrierId: carrier.id,
          dueAt: null,
          byName: carriedOver
        })
        standing = standingAfter(carrier, standing, step)
      }
      if (standing) standings.push(standing)
    }
    await unit.deriveMany(CarrierStanding, standings)
  }

  protected readonly cabinets = new Map<string, Cabinet>()

  /** A cabinet by its name in the book; one the ledger does not know is entered, its keys with the officer. */
  protected async cabinet(label: string): Promise<Cabinet> {
    const { unit } = this
    const known = this.cabinets.get(label) ?? (await unit.manager.findOneBy(Cabinet, { label }))
    const holder = await this.keeper()
    const cabinet =
      known ??
      (await unit.insert(Cabinet, {
        label,
        place: label,
        holderId: holder.id,
        holderName: holder.name,
        since: unit.today
      }))
    this.cabinets.set(label, cabinet)
    return cabinet
  }

  /** The officer of the day, who has the keys. */
  protected async keeper(): Promise<Person> {
    const { unit } = this
    if (this.officer) return this.officer
    const [id] = await holdersOf(unit.manager, 'confidentialityOfficer', unit.today)
    if (id === undefined) throw invalid([{ path: 'kind', message: '今天没有人任保密员，请先任命保密员再导入登记簿' }])
    this.officer = await unit.load(Person, id, '保密员')
    return this.officer
  }
}
