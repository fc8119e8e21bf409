import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { at } from './routes-root.js'
import { placeSearch } from './search-params.js'
import { enterpriseSearch, outlookSearch } from './search-supply.js'

const enterprises = createRoute({
  ...at('/enterprises'),
  validateSearch: enterpriseSearch,
  component: lazyRouteComponent(() => import('../features/supply/enterprises-page.js'), 'EnterprisesPage'),
})
const enterprise = createRoute({
  getParentRoute: () => enterprises,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/supply/enterprise-panel.js'), 'EnterprisePanel'),
})
const catalogue = createRoute({
  ...at('/catalogue'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/supply/catalogue-page.js'), 'CataloguePage'),
})
const kind = createRoute({
  getParentRoute: () => catalogue,
  path: '/$code',
  component: lazyRouteComponent(() => import('../features/supply/kind-panel.js'), 'KindPanel'),
})

const outlook = createRoute({
  ...at('/outlook'),
  validateSearch: outlookSearch,
  component: lazyRouteComponent(() => import('../features/outlook/outlook-page.js'), 'OutlookPage'),
})
const outlookPlace = createRoute({
  ...at('/outlook/place'),
  validateSearch: outlookSearch,
  component: lazyRouteComponent(() => import('../features/outlook/place-page.js'), 'OutlookPlacePage'),
})
const curves = createRoute({
  ...at('/outlook/curves'),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('../features/outlook/curves-page.js'), 'CurvesPage'),
})
const curve = createRoute({
  getParentRoute: () => curves,
  path: '/$id',
  component: lazyRouteComponent(() => import('../features/outlook/curve-panel.js'), 'CurvePanel'),
})

/** The pages of supplies. */
export const supplyRoutes = [
  enterprises.addChildren([enterprise]),
  catalogue.addChildren([kind]),
  outlook,
  outlookPlace,
  curves.addChildren([curve]),
] as const
