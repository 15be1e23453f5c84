import { contract } from '../../../contract'
import { recordAccess } from '../../../office/outputs/access'
import { reversalsOf } from '../../../office/outputs/takenBack'
import { formatDate, formatMoment } from '../../../contract/display'
import { clockKinds, decisionKinds, legalBases, partySigns } from '../../../contract/warehouse/words'
import type { RuleBook } from '../../../kernel/rules/rule'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { ownRecord, type FormDefinition } from '../../../office/outputs/outputDefinitions'
import { bureauName } from '../../../office/people/bureau'
import { rosterOf } from '../../../office/people/roster'
import { signatureLines, type SignaturePlace } from '../../../office/records/signatureLines'
import type { FormAddition, FormFact, FormLineColumn, FormModel } from '../../../platform/documents/formModel'
import { approvalDays, clockAtIntake } from '../clocks/standing'
import { WH_05 } from '../rules/clocks'
import { DetainedLine, DetainedMovement, Extension, GoodsDecision, Intake, Testing } from '../entities'
import { byNumber, fact } from '../forms'
import { intakeDetail, partySignWords } from './rows'
import { mustSee } from '../visibility'

const lineColumns: readonly FormLineColumn[] = [
  { key: 'name', label: '名称', kind: 'text', weight: 3 },
  { key: 'spec', label: '规格', kind: 'text', weight: 2 },
  { key: 'quantity', label: '数量', kind: 'quantity', weight: 1.5, total: true, per: 'measure' },
  { key: 'measure', label: '单位', kind: 'text', weight: 1 },
  { key: 'condition', label: '状况', kind: 'text', weight: 2 },
  { key: 'photos', label: '照片号', kind: 'text', weight: 2 }
]

/** Photographs of a line by number, as the list refers to them: 1-1、1-2. */
const photoNumbers = (line: DetainedLine): string =>
  line.photoIds.map((_, index) => `${line.lineNumber}-${index + 1}`).join('、')

/** Who signs the list; where the party did not, its line says so and the witness signs. */
function intakeSigners({ partySign, opening, refusalWitness }: Intake): readonly SignaturePlace[] {
  const signed = opening || partySign === 'signed'
  return [
    { label: '交件执法人员' },
    { label: '执法人员' },
    signed ? { label: '当事人' } : { label: '当事人', name: partySigns[partySign] },
    ...(signed ? [] : [{ label: '见证人', name: refusalWitness }]),
    { label: '仓库管理员' }
  ]
}

async function formOf(reading: Reading, id: string): Promise<FormModel> {
  const { manager, actor, book, calendar } = reading
  const intake = await manager.findOneBy(Intake, { id })
  if (!intake) throw notFound('入库单')
  await mustSee(manager, actor, intake.squadId, '入库单')
  const lines = await manager.find(DetainedLine, { where: { intakeId: id }, order: { lineNumber: 'ASC' } })
  const { units } = await rosterOf(manager)
  return {
    title: '暂扣（罚没）物品入库清单',
    number: intake.number,
    bureau: await bureauName(manager),
    copies: ['当事人', '仓库'],
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact('当事人', intake.party),
          fact('地址', intake.partyAddress),
          fact('案由', intake.cause),
          fact('文书号', intake.documentNumber),
          fact('措施', `${legalBases[intake.basis]}${intake.onTheSpot ? '（当场）' : ''}`),
          fact('法律依据', statuteOf(intake, book)),
          fact('片区', units.get(intake.squadId)),
          fact('扣押时间', formatMoment(intake.detainedAt)),
          fact('地点', intake.place),
          ...periodFacts(intake, lines, book, calendar)
        ]
      },
      {
        kind: 'lines',
        columns: lineColumns,
        minimumRows: Math.max(4, lines.length + 1),
        closed: true,
        rows: lines.map((line) => ({
          name: line.name,
          spec: [line.brand, line.spec].filter((part) => part !== '').join(' '),
          quantity: line.quantity,
          measure: line.measure,
          condition: line.condition,
          photos: photoNumbers(line)
        }))
      },
      {
        kind: 'facts',
        facts: [
          fact(
            '执法人员',
            intake.officers.map((officer) => `${officer.name}（证号${officer.certificate ?? '　　　　'}）`).join('、'),
            3
          ),
          fact('当事人签名情况', partySignWords(intake), 3)
        ]
      },
      { kind: 'signatures', lines: await signatureLines(reading, [id], intakeSigners(intake)) },
      { kind: 'text', paragraphs: [], closing: { name: `${await bureauName(manager)}（印章）`, date: intake.day } }
    ],
    notes: ['本清单一式两份，当事人、仓库各执一份。', '当事人应在期限内到本局接受处理。', ...remedies(intake)]
  }
}

/** Statute and article of the measure, as the bureau has set them for WH-05; none for goods somebody left behind. */
function statuteOf({ basis }: Intake, book: RuleBook): string {
  const laws = WH_05.values(book)
  return {
    preservation: laws.preservationLaw,
    seizure: laws.seizureLaw,
    confiscation: laws.confiscationLaw,
    abandoned: ''
  }[basis]
}

/** The period that leads for each kind of goods on the list, with its rule, as on the day they were taken in. */
function periodFacts(
  intake: Intake,
  lines: readonly DetainedLine[],
  book: RuleBook,
  calendar: WorkingCalendar
): FormFact[] {
  const kinds = [...new Set(lines.map(({ perishability }) => perishability))]
  return kinds.map((perishability) => {
    const clock = clockAtIntake(intake, { perishability }, book, calendar)
    const goods = lines.filter((line) => line.perishability === perishability).map(({ name }) => name)
    const whose = kinds.length === 1 ? '' : `${[...new Set(goods)].join('、')}：`
    const label = kinds.length === 1 ? '期限起止' : perishability === 'perishable' ? '易腐物品期限' : '其他物品期限'
    const words = clock
      ? `${formatDate(intake.detainedOn)}至${formatDate(clock.deadline.dueOn)}（${clockKinds[clock.kind]}，${clock.rule}）`
      : '未能推算'
    return fact(label, `${whose}${words}`, 3)
  })
}

/** Administrative measures against the party say how it may be contested. */
function remedies({ basis }: Intake): readonly string[] {
  if (basis !== 'seizure' && basis !== 'preservation') return []
  return ['对本措施不服的，可以自收到本清单之日起六十日内申请行政复议，或者六个月内提起行政诉讼。']
}

/** What moved the period after the list was signed, and that it was taken back, each with its day. */
async function laterActs({ manager }: Reading, intakeId: string): Promise<readonly FormAddition[]> {
  const of = { where: { intakeId } }
  const extensions = (await manager.find(Extension, of)).filter(({ state }) => state === 'approved')
  const approvedOn = await approvalDays(manager, extensions)
  const testings = await manager.find(Testing, of)
  const decisions = await manager.find(GoodsDecision, of)
  const acts = [
    ...extensions.map(({ number, approvalId, submittedOn, days, extendedDueOn }) => ({
      date: approvedOn.get(approvalId ?? '') ?? submittedOn,
      text: `查封扣押期限经批准延长${days}日，至${formatDate(extendedDueOn)}（${number}）`
    })),
    ...testings.map(({ fromDay, toDay, agency, noticeNumber }) => ({
      date: fromDay,
      text: `${formatDate(fromDay)}至${formatDate(toDay)}送${agency}检测，期间不计入期限（${noticeNumber}）`
    })),
    ...decisions.map(({ kind, decidedOn, documentNumber }) => ({
      date: decidedOn,
      text: `作出决定：${decisionKinds[kind]}（${documentNumber}）`
    })),
    ...(await reversalsOf(manager, DetainedMovement, { intakeId, kind: 'intake' }, ({ reason }) => ({
      what: '本次入库登记已冲正',
      reason
    })))
  ]
  return acts.sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** 入库清单 */
export const intakeForm: FormDefinition = {
  id: 'warehouse.intake',
  name: '入库清单(两份)',
  bears: { intake: ownRecord },
  access: recordAccess(contract.warehouse.intakes.get, intakeDetail),
  make: formOf,
  later: laterActs,
  find: byNumber(Intake)
}
