import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { addEndpoints } from '../api/client.js'
import { linkEndpoints } from '../api/link-endpoints.js'
import { RoadPage } from '../features/road/road-page.js'
import '../ui/theme.js'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/parts.css'
import '../features/road/road.css'

addEndpoints(linkEndpoints)

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <RoadPage />
    </StrictMode>,
  )
}
