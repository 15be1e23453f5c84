import { useRoute } from 'vue-router'

/** Assets a form begins with: chosen in the list, or the one whose page it was opened from. */
export function broughtAssets(): string[] {
  const asked = useRoute().query['assets']
  return typeof asked === 'string' && asked !== '' ? asked.split(',') : []
}
