# Copyright 2026 Gentoo Authors
# Distributed under the terms of the BSD-2 license

EAPI=8

# All of Cargo.lock: cargo looks at every one of them before it builds some.
CRATES="
	aho-corasick@1.1.5
	anes@0.1.6
	anstream@1.0.0
	anstyle-parse@1.0.0
	anstyle-query@1.1.5
	anstyle-wincon@3.0.11
	anstyle@1.0.14
	autocfg@1.5.1
	bitflags@2.13.2
	cast@0.3.0
	cbindgen@0.29.4
	cc@1.11.3
	cfg-if@1.0.5
	cfg_aliases@0.2.2
	chacha20@0.10.2
	ciborium-io@0.2.2
	ciborium-ll@0.2.2
	ciborium@0.2.2
	clap@4.6.9
	clap_builder@4.6.7
	clap_complete@4.6.11
	clap_derive@4.6.9
	clap_lex@1.1.2
	clap_mangen@0.2.33
	colorchoice@1.0.5
	core_detect@1.0.0
	cpufeatures@0.3.1
	criterion-plot@0.6.0
	criterion@0.7.0
	crunchy@0.2.4
	either@1.19.0
	equivalent@1.0.3
	errno@0.3.15
	fastrand@2.5.0
	find-msvc-tools@0.1.15
	getrandom@0.4.3
	half@2.7.1
	hashbrown@0.17.1
	heck@0.5.0
	indexmap@2.14.2
	is_terminal_polyfill@1.70.2
	itertools@0.13.0
	itoa@1.0.19
	jiff-core@0.1.8
	jiff-static@0.2.46
	jiff@0.2.46
	layout-rs@0.1.3
	libc@0.2.191
	libloading@0.8.9
	linux-raw-sys@0.12.1
	log@0.4.35
	memchr@2.8.3
	memoffset@0.9.1
	nix@0.32.0
	num-traits@0.2.19
	once_cell@1.21.4
	once_cell_polyfill@1.70.2
	oorandom@11.1.5
	portable-atomic-util@0.2.8
	portable-atomic@1.15.0
	proc-macro2@1.0.107
	proptest@1.12.0
	quote@1.0.47
	r-efi@6.0.0
	rand@0.10.4
	rand_core@0.10.1
	rand_xorshift@0.5.0
	regex-automata@0.4.19
	regex-syntax@0.8.12
	regex@1.13.2
	roff@1.1.1
	rustix@1.1.6
	same-file@1.0.6
	serde@1.0.229
	serde_core@1.0.229
	serde_derive@1.0.229
	serde_json@1.0.154
	serde_spanned@1.1.3
	shlex@2.0.1
	strsim@0.11.1
	syn@2.0.119
	syn@3.0.10
	tempfile@3.27.0
	tinytemplate@1.2.1
	toml@0.9.12+spec-1.1.0
	toml_datetime@0.7.5+spec-1.1.0
	toml_parser@1.1.5+spec-1.1.0
	toml_writer@1.2.0+spec-1.1.0
	unarray@0.1.4
	unicode-ident@1.0.27
	utf8parse@0.2.2
	walkdir@2.5.1
	winapi-util@0.1.11
	windows-link@0.2.1
	windows-sys@0.61.2
	winnow@0.7.15
	winnow@1.0.5
	zerocopy-derive@0.8.64
	zerocopy@0.8.64
	zmij@1.0.23
"

RUST_MIN_VER="1.85.0"

inherit cargo meson

DESCRIPTION="OpenRC's libraries librc and libeinfo in Rust"
HOMEPAGE="https://openrc-rust.invalid/"
# The archive of a release, wherever it is; `pkgdev manifest` then writes Manifest with
# its checksum and those of the crates.
SRC_URI="
	https://openrc-rust.invalid/releases/v${PV}.tar.gz -> ${P}.tar.gz
	${CARGO_CRATE_URIS}
"

LICENSE="BSD-2"
# Licenses of the crates that the libraries are made of
LICENSE+=" MIT"
SLOT="0"
KEYWORDS="~amd64 ~arm ~arm64 ~x86 ~amd64-linux ~arm-linux ~arm64-linux ~x86-linux"
IUSE="prefix static-libs test tools"
RESTRICT="!test? ( test )"

# The OpenRC whose programs run on these libraries, and the first that they do not fit
# (tools/build/releases.py bounds).
OPENRC_RELEASE="0.64"
OPENRC_NEXT="0.65"

# The programs stay sys-apps/openrc's, which a Prefix does not have.
RDEPEND="
	!prefix? (
		>=sys-apps/openrc-${OPENRC_RELEASE}
		<sys-apps/openrc-${OPENRC_NEXT}
	)
	prefix? (
		>=sys-apps/openrc-prefix-${OPENRC_RELEASE}
		<sys-apps/openrc-prefix-${OPENRC_NEXT}
	)
"
DEPEND="${RDEPEND}"
BDEPEND="
	virtual/pkgconfig
	test? ( dev-util/cmocka )
"

# sys-apps/openrc owns librc.so.1; these are found first by way of LDPATH.
OPENRC_RUST_LIBDIR() {
	echo "${EPREFIX}/usr/$(get_libdir)/openrc-rust"
}

src_configure() {
	export CARGO_NET_OFFLINE=true
	local release version="${ESYSROOT}/usr/libexec/rc/version"
	release=$(tools/build/releases.py of "$(<"${version}")") || die
	[[ ${release} == "${OPENRC_RELEASE}" ]] ||
		die "the installed OpenRC is of ${release}, not of ${OPENRC_RELEASE}"
	local emesonargs=(
		-Drc_libdir="$(OPENRC_RUST_LIBDIR)"
		-Drc_libexecdir="${EPREFIX}/usr/libexec/rc"
		-Dlocal_prefix="${EPREFIX}/usr/local"
		-Dopenrc_release="${release}"
		-Deprefix="$(usex prefix "${EPREFIX}" '')"
		-Dtarget_triple="$(rust_abi)"
		$(meson_feature test tests)
		$(meson_feature tools rc_deptree)
		$(meson_feature tools rc_guard)
		$(meson_feature tools rc_prefix)
	)
	meson_src_configure
}

src_compile() {
	# So that cargo has the user's linker and LDFLAGS, which name the Prefix.
	cargo_env meson_src_compile
}

src_test() {
	cargo_env meson_src_test --suite headers
}

src_install() {
	meson_src_install
	# The headers and the link names are sys-apps/openrc's.
	rm -r "${ED}"/usr/include "${ED}/usr/$(get_libdir)/pkgconfig" || die
	use static-libs || find "${ED}" -name '*.a' -delete || die

	newenvd - 00openrc-rust <<-EOF
		LDPATH="$(OPENRC_RUST_LIBDIR)"
	EOF
}

pkg_postinst() {
	# A Prefix's programs have no others, and find them by their run path.
	use prefix && return
	elog "OpenRC's programs use these libraries after env-update; without LDPATH in"
	elog "${EROOT}/etc/env.d/00openrc-rust they use those of sys-apps/openrc again."
}
