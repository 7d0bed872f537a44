# cvtex with TeX and the fonts. In a project: docker run --rm -v "$PWD:/work" -u "$(id -u)" cvtex
FROM debian:bookworm-20261005-slim@sha256:7c7b2c966bc9ee8cedfeef67e0e279108992c77681fa595db4a9d65c06ccc587 AS python
RUN apt-get update -q && apt-get install -qy --no-install-recommends python3-venv
WORKDIR /src
COPY requirements.lock ./
RUN python3 -m venv /opt/cvtex \
 && /opt/cvtex/bin/pip install --no-cache-dir --require-hashes --only-binary :all: --no-deps -r requirements.lock
COPY pyproject.toml hatch_build.py README.md LICENSE NOTICE action.yml ./
COPY src src
COPY latex latex
COPY docs docs
# Without what only an installation needs.
RUN /opt/cvtex/bin/pip install --no-index --no-build-isolation --no-deps . \
 && /opt/cvtex/bin/cvtex doctor --packages apt >/opt/cvtex/packages \
 && /opt/cvtex/bin/pip uninstall -qy hatchling pathspec pluggy tomlkit trove-classifiers pip setuptools

FROM debian:bookworm-20261005-slim@sha256:7c7b2c966bc9ee8cedfeef67e0e279108992c77681fa595db4a9d65c06ccc587
COPY --from=python /opt/cvtex /opt/cvtex
RUN apt-get update -q \
 && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends python3 $(cat /opt/cvtex/packages) \
 && rm -rf /var/lib/apt/lists/* /usr/share/doc /usr/share/man /usr/share/info /usr/share/texlive/texmf-dist/doc \
 && useradd --create-home cvtex
ENV PATH=/opt/cvtex/bin:$PATH VIRTUAL_ENV=/opt/cvtex VIRTUAL_ENV_PROMPT=cvtex XDG_CACHE_HOME=/tmp/cache LANG=C.UTF-8
USER cvtex
WORKDIR /work
CMD ["doit"]
