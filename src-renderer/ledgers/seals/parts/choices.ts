import { computed, shallowRef, type ComputedRef } from 'vue'
import type { SealChoice } from '@contract/seals/seal'
import type { DocumentTemplate } from '@contract/seals/use'
import { documentKinds, sealStates, type DocumentKind } from '@contract/seals/words'
import { client } from '../../../api/client'
import { useQuery, type Query } from '../../../api/query'
import type { Option } from '../../../ledger-kit'
import { spellingsOf } from '../../../ledger-kit/spelling'

export interface SealChoices {
  readonly query: Query<readonly SealChoice[]>
  /** Seals to choose from, found by name, number, pinyin or initials. */
  readonly options: ComputedRef<readonly Option[]>
  /** Those the person at the window may stamp with today. */
  readonly mine: ComputedRef<readonly Option[]>
  byId(id: unknown): SealChoice | undefined
}

const optionOf = ({ id, name, number, state, custodianName, searchKey }: SealChoice): Option => ({
  value: id,
  label: name,
  detail: state === 'inUse' ? `${custodianName ?? '未领取'} 保管` : sealStates[state],
  keys: `${searchKey} ${number}`
})

/** The register as choices for forms. */
export function useSeals(): SealChoices {
  const query = useQuery((signal) => client.seals.register.choices(undefined, { signal }))
  const all = computed(() => query.data.value ?? [])
  return {
    query,
    options: computed(() => all.value.map(optionOf)),
    mine: computed(() => all.value.filter((seal) => seal.mine).map(optionOf)),
    byId: (id) => all.value.find((seal) => seal.id === id)
  }
}

export interface Templates {
  readonly query: Query<readonly DocumentTemplate[]>
  /** Kinds of documents, found by word, pinyin or initials. */
  readonly options: ComputedRef<readonly Option[]>
  of(kind: unknown): DocumentTemplate | undefined
  /** The seal usually put on a kind of document: of the usual kind, in use, the own unit's first. */
  usualSeal(kind: unknown, seals: readonly SealChoice[], unitId: string | undefined): SealChoice | undefined
}

/** Kinds of documents with what each brings along. */
export function useTemplates(): Templates {
  const query = useQuery((signal) => client.seals.uses.templates(undefined, { signal }))
  const spellings = shallowRef<ReadonlyMap<string, string>>(new Map())
  // Choosing by word works before the dictionary is there.
  void spellingsOf(Object.values(documentKinds)).then((found) => (spellings.value = found))
  const of = (kind: unknown) => query.data.value?.find((template) => template.kind === kind)
  return {
    query,
    options: computed(() =>
      (Object.keys(documentKinds) as DocumentKind[]).map((kind) => ({
        value: kind,
        label: documentKinds[kind],
        detail: of(kind)?.enforcement ? '须先法制审核' : '',
        keys: spellings.value.get(documentKinds[kind]) ?? ''
      }))
    ),
    of,
    usualSeal(kind, seals, unitId) {
      const usable = seals.filter((seal) => seal.state === 'inUse' && seal.scope.some((one) => one === kind))
      for (const sealKind of of(kind)?.sealKinds ?? []) {
        const fitting = usable.filter((seal) => seal.kind === sealKind)
        const chosen =
          fitting.find((seal) => seal.unitId === unitId) ??
          (sealKind === 'unit' || sealKind === 'institution' ? undefined : fitting[0])
        if (chosen) return chosen
      }
      return undefined
    }
  }
}
