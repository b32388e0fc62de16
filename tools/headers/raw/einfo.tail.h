
#ifdef __cplusplus
}
#endif

#endif /* __EINFO_H__ */
