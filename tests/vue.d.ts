// Components are typed together with the renderer (tests/renderer/tsconfig.json); other tests only pass by them.
declare module '*.vue' {
  import type { Component } from 'vue'
  const component: Component
  export default component
}
