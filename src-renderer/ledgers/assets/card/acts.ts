import { asset, type AssetRow } from '@contract/assets'
import { client } from '../../../api/client'
import { typedFields, type FormField, type InputOf } from '../../../ledger-kit'
import { pageAct, type PageAct } from '../parts/acts'

type Cards = typeof client.assets.cards

const text = (name: string, label: string, section: string, more: Partial<FormField> = {}): FormField => ({
  name,
  label,
  kind: 'text',
  section,
  required: true,
  ...more
})

const revised: readonly string[] = [
  'name',
  'spec',
  'brand',
  'serial',
  'category',
  'classCode',
  'classScheme',
  'measure',
  'voucher',
  'accessories',
  'purpose',
  'plate',
  'classified',
  'mark',
  'safeguard',
  'equipmentKind',
  'standardKind',
  'warrantyUntil',
  'remarks'
]
const reviseFields = typedFields(asset).filter(({ name }) => revised.includes(name))

/** What can be done with a card on its own page; panels that need more than fields are beside it. */
export function cardActs(row: AssetRow): Readonly<Record<string, PageAct>> {
  const current = Object.fromEntries(
    revised.map((name) => [name, (row as Readonly<Record<string, unknown>>)[name] ?? undefined])
  )
  const section = row.name
  return {
    label: pageAct<InputOf<Cards['label']>>(
      'assets.cards.label',
      '确认贴好',
      [text('scanned', '扫标签', section, { kind: 'code', hint: '标签贴到实物上后，用扫码枪扫一下' })],
      (input) => client.assets.cards.label(input)
    ),
    changeValue: pageAct<InputOf<Cards['changeValue']>>(
      'assets.cards.changeValue',
      '登记价值变动',
      [
        {
          name: 'kind',
          label: '变动种类',
          kind: 'choice',
          section,
          required: true,
          choices: [
            { value: 'improved', label: '改良增值' },
            { value: 'partlyRetired', label: '部分报废' },
            { value: 'revalued', label: '价值更正' }
          ]
        },
        { name: 'amountCents', label: '变动金额', kind: 'money', section, required: true },
        { name: 'less', label: '更正为减少', kind: 'boolean', section },
        {
          name: 'monthsLeft',
          label: '尚可使用月数',
          kind: 'integer',
          section,
          hint: '折旧年限已满的必填，其他的按剩余月数不用填'
        },
        text('document', '依据', section),
        text('reason', '原因', section, { kind: 'longText' })
      ],
      (input) => client.assets.cards.changeValue(input),
      { less: false }
    ),
    changeLife: pageAct<InputOf<Cards['changeLife']>>(
      'assets.cards.changeLife',
      '调整年限',
      [
        { name: 'lifeMonths', label: '使用年限（月）', kind: 'integer', section, required: true },
        text('reason', '原因', section, { kind: 'longText' })
      ],
      (input) => client.assets.cards.changeLife(input),
      { lifeMonths: row.lifeMonths ?? undefined }
    ),
    setIdle: pageAct<InputOf<Cards['setIdle']>>(
      'assets.cards.setIdle',
      row.state === 'idle' ? '恢复使用' : '转为闲置',
      [text('reason', '原因', section, { kind: 'longText' })],
      (input) => client.assets.cards.setIdle(input),
      { idle: row.state !== 'idle' }
    ),
    revise: pageAct<InputOf<Cards['revise']>>(
      'assets.cards.revise',
      '保存',
      reviseFields,
      (input) => client.assets.cards.revise(input),
      current
    )
  }
}
