// Components are typed together with the renderer (tests/renderer/tsconfig.json); what else is tested only passes by them.
declare module '*.vue' {
  import type { Component } from 'vue'
  const component: Component
  export default component
}
