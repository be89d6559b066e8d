import { Router } from 'express';
import { API_PAGE, API_SCRIPT, API_STYLE } from './api-docs-page.ts';
import { writeOpenApi } from './openapi.ts';

/** The description of the REST surface, for programs and for people. Everything comes from this host. */
export function createApiDocs(version: string): Router {
  const router = Router();
  let document: string | null = null;
  router.get('/openapi.json', (_request, response) => {
    document ??= JSON.stringify(writeOpenApi(version));
    response.type('json').send(document);
  });
  router.get('/api-docs', (_request, response) => {
    response.type('html').send(API_PAGE);
  });
  router.get('/api-docs/page.js', (_request, response) => {
    response.type('text/javascript').send(API_SCRIPT);
  });
  router.get('/api-docs/page.css', (_request, response) => {
    response.type('text/css').send(API_STYLE);
  });
  return router;
}
