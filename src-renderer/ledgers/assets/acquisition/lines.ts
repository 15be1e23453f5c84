import { categories, equipmentKinds } from '@contract/assets'
import { choicesOf, type FormField } from '../../../ledger-kit'

/** A line of what is asked for, as it is typed. */
export const askedLineFields: readonly FormField[] = [
  { name: 'name', label: '名称', kind: 'text', width: 12, required: true },
  { name: 'spec', label: '规格', kind: 'text', width: 10 },
  { name: 'category', label: '类别', kind: 'choice', width: 9, choices: choicesOf(categories) },
  { name: 'equipmentKind', label: '执法装备', kind: 'choice', width: 10, choices: choicesOf(equipmentKinds) },
  { name: 'quantity', label: '数量', kind: 'integer', width: 6, required: true, total: true },
  { name: 'unitPriceCents', label: '单价', kind: 'money', width: 9, required: true }
]
