"""The REST shell: routers mounted, version, problem+json, the OpenAPI document."""
