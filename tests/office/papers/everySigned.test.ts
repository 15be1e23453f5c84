import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '@main/kernel/actor'
import { groupsOf } from '@main/kernel/groups'
import { readingBy } from '@main/hosts/cli/house'
import { allRequests } from '@main/office/approvals/flows'
import { Appointment, Unit } from '@main/office/entities'
import type { Reading } from '@main/office/house'
import type { FormDefinition } from '@main/office/outputs/outputDefinitions'
import { formContent } from '@main/office/outputs/formContent'
import { formAsKept } from '@main/office/outputs/keepSigned'
import { SignedForm } from '@main/office/outputs/signedForm'
import { updateUnit } from '@main/office/units/service'
import type { FormModel, SignatureMark } from '@main/platform/documents/formModel'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'
import { recordsOfForms, unissued, type FormRecords } from '../../support/papers'

let house: TestHouse
let kinds: readonly FormRecords[]
let kept: ReadonlyMap<string, readonly SignedForm[]>
let reading: Reading
beforeAll(async () => {
  house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z', 'demo')
  kinds = await recordsOfForms(house)
  reading = await readingBy(house)
  const rows = await house.database.read.find(SignedForm, { order: { id: 'ASC' } })
  kept = groupsOf(rows, ({ form, subjectId }) => `${form} ${subjectId}`)
}, 240_000)
afterAll(() => closeTestHouse(house))

const keptOf = async ({ id, sharedBy }: FormDefinition, subject: string): Promise<readonly SignedForm[]> =>
  kept.get(`${id} ${(await sharedBy?.(house.database.read, subject)) ?? subject}`) ?? []

/** Places of a form where somebody has signed or decided. */
const signedPlaces = ({ blocks }: FormModel): readonly object[] =>
  blocks
    .flatMap((block): readonly { readonly date?: string; readonly signature?: SignatureMark }[] => {
      if (block.kind === 'opinions') return block.boxes
      return block.kind === 'signatures' ? block.lines : []
    })
    .filter(({ date, signature }) => date !== undefined || signature !== undefined)

interface Signed {
  readonly definition: FormDefinition
  readonly subject: string
}

/** Of every kind of form that is signed some records, the first and the last of the year among them. */
async function someSigned(): Promise<readonly Signed[]> {
  const all: Signed[] = []
  for (const { definition, some, others } of kinds) {
    const own: Signed[] = []
    for (const subject of [...some, ...others])
      if (own.length < 6 && (await keptOf(definition, subject)).length > 0) own.push({ definition, subject })
    all.push(...own)
  }
  return all
}

const contentOf = async (row: SignedForm | undefined): Promise<string> => {
  if (row === undefined) return '{}'
  const { content, form, subjectId } = row
  return content.startsWith('{') ? content : house.fields.open(content, `signed_forms ${form} ${subjectId}`)
}
const text = (model: FormModel): Promise<string> => formContent(model, (bytes) => house.attachments.keep(bytes))

/** What a form says, place by place; blank places, what goes on being filled in and the layout left out. */
function leaves(value: unknown, path = '', open: readonly string[] = []): ReadonlyMap<string, string> {
  if (value === null || value === undefined || value === '' || open.some((each) => path.endsWith(each)))
    return new Map()
  if (typeof value !== 'object') return new Map([[path, JSON.stringify(value)]])
  if ('open' in value) return new Map()
  const columns: readonly object[] = 'columns' in value && Array.isArray(value.columns) ? value.columns : []
  const filled = columns.flatMap((column) => ('open' in column && 'key' in column ? [`.${String(column.key)}`] : []))
  return new Map(
    Object.entries(value).flatMap(([key, each]) => [
      ...leaves(each, `${path}.${key}`, [...open, ...filled, '.marking', '.minimumRows'])
    ])
  )
}

describe('every kind of form that is signed or decided on', () => {
  it('is kept as it was when it was signed, whatever its kind', async () => {
    const forgotten: string[] = []
    for (const { definition, some, others } of kinds)
      for (const subject of [...some, ...others]) {
        const model = await definition.make(reading, subject).catch(unissued)
        if (model === undefined || signedPlaces(model).length === 0) continue
        if ((await keptOf(definition, subject)).length === 0) forgotten.push(`${definition.id} ${model.number}`)
      }
    expect(forgotten).toEqual([])
    const signed = new Set([...kept.values()].flat().map(({ form }) => form))
    const requests = allRequests(house).map(({ definition }) => definition.form)
    const signable = kinds.filter(({ definition: { id, bears } }) => bears !== undefined || requests.includes(id))
    expect(signable.map(({ definition }) => definition.id).filter((id) => !signed.has(id))).toEqual([])
  })

  it('SEC-02 shows the officer what is sealed where it stands, not as a change of what was signed', async () => {
    const [held] = await house.database.read.findBy(Appointment, { post: 'confidentialityOfficer' })
    const officer = await readingAs(house, { id: held?.personId ?? '' })
    const papers = (await someSigned()).filter(({ definition }) => definition.id.startsWith('confidential.'))
    expect(papers.length).toBeGreaterThan(0)
    for (const { definition, subject } of papers) {
      expect(await text(await formAsKept(definition, officer, subject)), definition.id).not.toContain('不在此显示')
      for (const each of [officer, reading])
        for (const { text: words } of (await formAsKept(definition, each, subject)).additions ?? [])
          expect(words).not.toMatch(/用途|文号|内容|接收单位|销毁单位|代号/)
    }
  })

  it('is the same in its signed part once every unit has another name, which stands below with its day', async () => {
    const papers = await someSigned()
    const before = new Map<Signed, string>()
    for (const paper of papers)
      before.set(paper, await text(await formAsKept(paper.definition, reading, paper.subject)))
    for (const { id } of await house.database.read.find(Unit))
      await house.database.write({ chain: 'office', act: '修改单位', actor: systemActor }, async (unit) => {
        const { version, kind, name, parentId, active } = await unit.load(Unit, id, '单位')
        await updateUnit(unit, { id, version, kind, name: `${name}（新）`, parentId, active })
      })
    const renamed = await readingBy(house)
    const changed: string[] = []
    const told = new Set<string>()
    for (const paper of papers) {
      const after = await formAsKept(paper.definition, renamed, paper.subject)
      if ((await text(after)) !== before.get(paper)) changed.push(`${paper.definition.id} ${after.number}`)
      for (const { date, text: words } of after.additions ?? [])
        if (words.includes('（新）')) {
          told.add(paper.definition.id)
          expect(date).toBe('2026-09-30')
        }
    }
    expect(changed).toEqual([])
    expect(told.size).toBeGreaterThan(0)
  })

  it('is the same in its signed part whatever else of its record comes to be written otherwise', async () => {
    const papers = await someSigned()
    const changed: string[] = []
    let told = 0
    const now = await readingBy(house)
    const before = new Map<Signed, FormModel>()
    for (const paper of papers) before.set(paper, await formAsKept(paper.definition, now, paper.subject))
    for (const { tableName, columns } of house.database.writer.entityMetadatas)
      if (columns.some(({ propertyName }) => propertyName === 'version') && tableName !== 'units')
        for (const { databaseName, type } of columns.filter((column) => column.type !== 'simple-json'))
          if (type === 'text')
            await house.database.writer.query(
              `UPDATE "${tableName}" SET "${databaseName}" = "${databaseName}" || '（后改）' WHERE "${databaseName}" GLOB '*[一-龥]*'`
            )
    for (const paper of papers) {
      const after = await formAsKept(paper.definition, now, paper.subject)
      const [first] = await keptOf(paper.definition, paper.subject)
      const said = leaves(JSON.parse(await contentOf(first)))
      const is = leaves(JSON.parse(await text(after)))
      for (const [path, value] of said)
        if (is.get(path) !== value)
          changed.push(`${paper.definition.id} ${after.number} ${path} ${value} ≠ ${is.get(path) ?? ''}`)
      told += (after.additions ?? []).filter((each) => each.text.includes('（后改）')).length
    }
    expect(changed).toEqual([])
    expect(told).toBeGreaterThan(0)
  })
})
