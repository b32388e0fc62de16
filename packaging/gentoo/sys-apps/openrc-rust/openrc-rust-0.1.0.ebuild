# Copyright 2026 Gentoo Authors
# Distributed under the terms of the BSD-2 license

EAPI=8

CRATES="
	bitflags@2.13.2
	cc@1.11.3
	find-msvc-tools@0.1.15
	hashbrown@0.17.1
	libc@0.2.191
	memchr@2.8.3
	once_cell@1.21.4
	shlex@2.0.1
"

inherit cargo meson

DESCRIPTION="OpenRC's libraries librc and libeinfo in Rust"
HOMEPAGE="https://github.com/OpenRC/openrc"
# The archive of a release, wherever it is; `pkgdev manifest` then writes Manifest with
# its checksum and those of the crates.
SRC_URI="
	https://github.com/OpenRC/openrc-rust/archive/v${PV}.tar.gz -> ${P}.tar.gz
	${CARGO_CRATE_URIS}
"

LICENSE="BSD-2"
# Dependent crate licenses
LICENSE+=" MIT"
SLOT="0"
KEYWORDS="~amd64 ~arm ~arm64 ~x86"
IUSE="prefix static-libs test"
RESTRICT="!test? ( test )"

# The programs stay sys-apps/openrc's.
RDEPEND="sys-apps/openrc"
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
	local emesonargs=(
		-Drc_libdir="$(OPENRC_RUST_LIBDIR)"
		-Drc_libexecdir="${EPREFIX}/usr/libexec/rc"
		-Dlocal_prefix="${EPREFIX}/usr/local"
		-Dopenrc_release=0.64
		-Deprefix="$(usex prefix "${EPREFIX}" '')"
		-Dtarget_triple="$(rust_abi)"
		$(meson_feature test tests)
	)
	meson_src_configure
}

src_compile() {
	meson_src_compile
}

src_test() {
	meson_src_test --suite headers
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
	elog "OpenRC's programs use these libraries after env-update; without LDPATH in"
	elog "${EROOT}/etc/env.d/00openrc-rust they use those of sys-apps/openrc again."
}
